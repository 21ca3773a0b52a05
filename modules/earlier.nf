// What the results hold of figures that earlier runs drew and this one did not, for the page to show them too.

// A name of the project's own kind: these become paths, and a folder of results may be a stranger's.
def isName(text) {
    return text instanceof CharSequence && text ==~ /[A-Za-z0-9][A-Za-z0-9._-]*/
}

// What a record file says, or null if it is not there, cannot be read or is larger than any.
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

// The three files of each figure that is whole and has a record of a job that is none of these.
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

// Whether a job's part of the results is of an earlier run: those of the jobs that this one finished are its own.
def isEarlier(job, finished) {
    return isName(job) && !finished.contains(job)
}

// Files of figures, the study of each of them, and the measurements and records behind them.
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
