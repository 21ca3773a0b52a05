include { resultsFolder } from '../run'
include { resourcesOf; memoryOf; timeOf; heapMb; shellWord; stateFolder } from '../jobs'

// Data sets: drawn, or fetched and verified. Exit code 69 means that no source has the data set.
process DATASET {
    tag "${id}"
    cpus { resourcesOf(job).cpus }
    memory { memoryOf(job, task) }
    time { timeOf(job, task) }
    publishDir path: { resultsFolder() }, mode: 'copy', overwrite: true, pattern: 'records/*'

    input:
    tuple val(id), path(job), path('in/*'), val(code), path(given, stageAs: 'given/*')

    output:
    tuple val(id), path("${id}.*.arrow"), emit: made
    path 'records/*.json', emit: records

    script:
    def option = id.startsWith('dataset.vgg') ? '--vgg-bn' : '--cifar10'
    def own = given ? "${option} ${shellWord(given.name)}" : ''
    """
    export LUCKY_HEAP_MB=${heapMb(task)}
    export LUCKY_CODE=${code}
    export LUCKY_STATE=${stateFolder()}
    lucky dataset --job ${job} ${own} --out . --records records
    """

    stub:
    """
    mkdir -p records
    touch records/${id}.json
    touch ${id}.data.arrow
    """
}
