include { resourcesOf; memoryOf; timeOf; heapMb; stateFolder } from '../jobs'

// Teachers with their weakest channels taken away.
process PRUNE {
    tag "${id}"
    cpus { resourcesOf(job).cpus }
    memory { memoryOf(job, task.attempt) }
    time { timeOf(job, task.attempt) }
    publishDir path: { "${params.outdir}" }, mode: 'copy', pattern: 'records/*'

    input:
    tuple val(id), path(job), path('in/*'), val(code)

    output:
    tuple val(id), path("${id}.*.arrow"), emit: made
    path 'records/*.json', emit: records

    script:
    """
    mkdir -p in
    export LUCKY_HEAP_MB=${heapMb(task)}
    export LUCKY_CODE=${code}
    export LUCKY_STATE=${stateFolder()}
    export LUCKY_DEVICE=${params.device}
    lucky prune --job ${job} --in in --out . --records records
    """

    stub:
    """
    mkdir -p records
    touch records/${id}.json
    touch ${id}.teacher.arrow
    """
}
