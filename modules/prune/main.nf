include { resultsFolder } from '../run'
include { tagOf; resourcesOf; memoryOf; timeOf; retriesOf; failuresBefore; jobOptions; heapMb; shellWord; stateFolder; pauseAfter } from '../jobs'

// Teachers without their weakest channels.
process PRUNE {
    tag { tagOf(ids, 'PRUNE') }
    cpus { resourcesOf(jobs).cpus }
    memory { memoryOf(jobs, task) }
    time { timeOf(jobs, task) }
    maxRetries { retriesOf(jobs, task) }
    publishDir path: { resultsFolder() }, mode: 'copy', overwrite: true, pattern: 'records/*'

    input:
    tuple val(ids), path(jobs), path('in/*'), val(codes)

    output:
    tuple val(ids), path('*.arrow'), emit: made
    path 'records/*.json', emit: records

    script:
    """
    # Failures before this try: ${failuresBefore(task)}
    mkdir -p in
    export LUCKY_HEAP_MB=${heapMb(task)}
    export LUCKY_CODE=${codes.join(',')}
    export LUCKY_STATE=${stateFolder()}
    export LUCKY_PAUSE_AFTER=${shellWord(pauseAfter())}
    export LUCKY_DEVICE=${params.device}
    exec lucky prune ${jobOptions(jobs)} --in in --out . --records records
    """

    stub:
    """
    mkdir -p records
    for id in ${ids.join(' ')}; do
        touch records/\$id.json \$id.teacher.arrow
    done
    """
}
