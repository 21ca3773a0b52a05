include { resourcesOf; memoryOf; timeOf; heapMb; stateFolder } from '../jobs'

// What the figures show, measured from snapshots.
process METRICS {
    tag "${id}"
    cpus { resourcesOf(job).cpus }
    memory { memoryOf(job, task) }
    time { timeOf(job, task) }

    publishDir path: { "${params.outdir}/metrics/${id.tokenize('.')[1]}" }, mode: 'copy', pattern: '*.arrow'
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
    lucky metrics --job ${job} --in in --out . --records records
    """

    stub:
    """
    mkdir -p records
    touch records/${id}.json
    touch ${id}.metrics.arrow
    """
}
