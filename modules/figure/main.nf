include { resultsFolder } from '../run'
include { resourcesOf; memoryOf; timeOf; heapMb; stateFolder } from '../jobs'

// One figure as figures/STUDY/NAME.svg, .png and .csv.
process FIGURE {
    tag "${id}"
    cpus { resourcesOf(job).cpus }
    memory { memoryOf(job, task) }
    time { timeOf(job, task) }
    publishDir path: { resultsFolder() }, mode: 'copy', overwrite: true

    input:
    tuple val(id), path(job), path('in/*'), val(code)

    output:
    tuple val(id), path('figures/*/*'), emit: made
    path 'records/*.json', emit: records

    script:
    """
    mkdir -p in
    export LUCKY_HEAP_MB=${heapMb(task)}
    export LUCKY_CODE=${code}
    # Why it cannot be drawn, for the page and the end of the run, until it can.
    state=${stateFolder()}
    note=\${state:+\$state/undrawn/${id}.txt}
    if [ -n "\$note" ]; then rm -f "\$note"; fi
    # Kept whole first: what Nextflow collects of it may come later than the end of this script.
    lucky figure --job ${job} --in in --out figures --records records 2> said.txt || {
        code=\$?
        cat said.txt >&2
        if [ -n "\$note" ]; then mkdir -p "\$state/undrawn" && tail -n 5 said.txt > "\$note"; fi
        exit \$code
    }
    cat said.txt >&2
    """

    stub:
    def figure = new groovy.json.JsonSlurper().parse(job.toRealPath()).figure.id
    if (!(figure ==~ /[a-z0-9][a-z0-9-]*\/[a-z0-9][a-z0-9-]*/)) {
        error("${job}: expected a figure's id, found '${figure}'")
    }
    """
    mkdir -p records
    touch records/${id}.json
    mkdir -p figures/${figure.tokenize('/').first()}
    touch figures/${figure}.svg figures/${figure}.png figures/${figure}.csv
    """
}
