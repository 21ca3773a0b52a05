include { resourcesOf; memoryOf; timeOf; retriesOf; failuresBefore; heapMb; shellWord; stateFolder; pauseAfter } from '../jobs'

// Teachers: drawn, or trained on data.
process TEACHER {
    tag "${id}"
    cpus { resourcesOf(job).cpus }
    memory { memoryOf(job, task) }
    time { timeOf(job, task) }
    maxRetries { retriesOf(job, task) }
    publishDir path: { "${params.outdir}" }, mode: 'copy', pattern: 'records/*'

    input:
    tuple val(id), path(job), path('in/*'), val(code)

    output:
    tuple val(id), path("${id}.*.arrow"), emit: made
    path 'records/*.json', emit: records

    script:
    """
    # Failures before this try: ${failuresBefore(task)}
    mkdir -p in
    export LUCKY_HEAP_MB=${heapMb(task)}
    export LUCKY_CODE=${code}
    export LUCKY_STATE=${stateFolder()}
    export LUCKY_PAUSE_AFTER=${shellWord(pauseAfter())}
    export LUCKY_DEVICE=${params.device}
    lucky teacher --job ${job} --in in --out . --records records
    """

    stub:
    """
    mkdir -p records
    touch records/${id}.json
    touch ${id}.teacher.arrow
    """
}
