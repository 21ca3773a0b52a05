include { resultsFolder } from '../run'
include { heapMb; stateFolder } from '../jobs'

// One page about everything that was built, and about what was not.
process REPORT {
    publishDir path: { resultsFolder() }, mode: 'copy', overwrite: true

    input:
    path plan, stageAs: 'planned'
    path drawn, stageAs: 'drawn/?/*'
    path 'metrics/*'
    val code

    output:
    path 'index.html', emit: page
    path 'summary.json', emit: summary
    path 'claims.csv', emit: claims
    path 'claims', emit: plots, optional: true

    script:
    """
    mkdir -p figures drawn metrics
    for folder in drawn/*/figures; do
        if [ -d "\$folder" ]; then cp -RL "\$folder/." figures/; fi
    done
    export LUCKY_HEAP_MB=${heapMb(task)}
    export LUCKY_CODE=${code}
    export LUCKY_STATE=${stateFolder()}
    lucky report --plan planned/plan.json --jobs planned/jobs --figures figures --metrics metrics --out .
    """

    stub:
    """
    touch index.html summary.json claims.csv
    """
}
