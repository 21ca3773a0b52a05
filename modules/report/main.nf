include { resultsFolder } from '../run'
include { heapMb; stateFolder; shellWord } from '../jobs'

// One page about everything that was built, about what was not, and about the figures that earlier runs left: of these it
// gets their files, each one's study, and what the results hold of what they were made from.
process REPORT {
    publishDir path: { resultsFolder() }, mode: 'copy', overwrite: true

    input:
    path plan, stageAs: 'planned'
    path drawn, stageAs: 'drawn/?/*'
    path 'metrics/*'
    path kept, stageAs: 'kept/?/*'
    val studies
    path 'earlier/metrics/*'
    path 'earlier/records/*'
    // Named on the page. An input, since what a function gives is in no cache key.
    val results
    val code

    output:
    path 'index.html', emit: page
    path 'summary.json', emit: summary
    path 'claims.csv', emit: claims
    path 'numbers.tex', emit: numbers
    path 'claims', emit: plots, optional: true

    script:
    """
    mkdir -p figures drawn metrics earlier/figures earlier/metrics earlier/records
    for folder in drawn/*/figures; do
        if [ -d "\$folder" ]; then cp -RL "\$folder/." figures/; fi
    done
    for study in ${studies.join(' ')}; do
        number=\$((\${number:-0} + 1))
        mkdir -p earlier/figures/\$study
        cp -L kept/\$number/* earlier/figures/\$study/
    done
    export LUCKY_HEAP_MB=${heapMb(task)}
    export LUCKY_CODE=${code}
    export LUCKY_STATE=${stateFolder()}
    lucky report --plan planned/plan.json --jobs planned/jobs --figures figures --metrics metrics --earlier earlier --results ${shellWord(results)} --out .
    """

    stub:
    """
    touch index.html summary.json claims.csv numbers.tex
    """
}
