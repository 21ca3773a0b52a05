// Figures in the results that earlier runs drew and this run did not, so that the page can show them too.

// Whether a text is a name as this project gives them. Names become paths, and the results may come from a stranger.
def isName(text) {
    return text instanceof CharSequence && text ==~ /[A-Za-z0-9][A-Za-z0-9._-]*/
}

// The record in a file, or null if the file is missing, cannot be read or is larger than any record.
def recordOf(file) {
    if (!java.nio.file.Files.isRegularFile(file) || file.size() > 16777216) {
        return null
    }
    try {
        def record = new groovy.json.JsonSlurper().parse(file)?.record
        return record instanceof Map ? record : null
    }
    catch (Exception e) {
        return null
    }
}

// The three files of each complete figure whose record names a job that this run has not finished.
def keptFigures(outdir, finished) {
    def figures = []
    file("${outdir}/figures/*/*.svg").sort { svg -> "${svg}" }.each { svg ->
        def study = svg.parent.name
        def name = svg.name - '.svg'
        def files = ['svg', 'png', 'csv'].collect { ending -> svg.resolveSibling("${name}.${ending}") }
        def whole = isName(study) && isName(name) && files.every { one -> java.nio.file.Files.isRegularFile(one) }
        def record = whole ? recordOf(file("${outdir}/records/${study}.${name}.json", glob: false)) : null
        if (record && !finished.contains(record.job)) {
            figures.add([study: study, files: files, record: record])
        }
    }
    return figures
}

// Whether the files of a job in the results are of an earlier run, that is whether this run has not finished the job.
def isEarlier(job, finished) {
    return isName(job) && !finished.contains(job)
}

// The files of these figures, the study of each file, and the measurements and records behind the figures.
def earlierFigures(outdir, ids) {
    def finished = ids as Set
    def figures = keptFigures(outdir, finished)
    def measured = figures.collectMany { figure -> figure.record.definition?.needs?.values()?.toList() ?: [] }
        .unique()
        .findAll { job -> isEarlier(job, finished) && job.tokenize('.').size() > 1 }
    def made = figures.collectMany { figure -> figure.record.ancestors?.values()?.toList() ?: [] }
        .findAll { ancestor -> isName(ancestor?.name) && isEarlier(ancestor?.job, finished) }
        .collect { ancestor -> ancestor.name - ~/\.arrow$/ }
        .unique()
        .sort()
    return [
        files: figures.collectMany { figure -> figure.files },
        studies: figures.collectMany { figure -> figure.files.collect { one -> figure.study } },
        metrics: measured.sort().collectMany { job -> file("${outdir}/metrics/${job.tokenize('.')[1]}/${job}.*.arrow").sort { one -> "${one}" } },
        records: made.collect { name -> file("${outdir}/records/${name}.json", glob: false) }.findAll { one -> java.nio.file.Files.isRegularFile(one) }
    ]
}
