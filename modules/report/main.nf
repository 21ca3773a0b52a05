include { resultsFolder } from '../run'
include { heapMb; stateFolder; shellWord } from '../jobs'

// Commands that copy each file of a figure into the folder of its study.
def layOut(from, studies, to) {
    return """mkdir -p ${to}
    number=0
    for study in ${studies.join(' ')}; do
        number=\$((number + 1))
        mkdir -p ${to}/\$study
        cp -L ${from}/\$number/* ${to}/\$study/
    done"""
}

// One page about the figures that were built, those that were not, and those of earlier runs. For the latter it also gets
// the measurements and records that the results hold. Figures are given as files with the study of each, because the cache
// compares the contents of a file but only the path of a folder.
process REPORT {
    publishDir path: { resultsFolder() }, mode: 'copy', overwrite: true

    input:
    path 'planned/plan.json'
    path 'planned/jobs/*'
    path 'drawn/?/*'
    val studies
    path 'metrics/*'
    path 'kept/?/*'
    val studies_kept
    path 'earlier/metrics/*'
    path 'earlier/records/*'
    // The page names this folder. It is an input, because the result of a function is in no cache key.
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
    mkdir -p metrics earlier/metrics earlier/records
    ${layOut('drawn', studies, 'figures')}
    ${layOut('kept', studies_kept, 'earlier/figures')}
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
