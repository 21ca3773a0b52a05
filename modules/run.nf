// What a run says of itself, for 'lucky close' and for whoever asks later: run/run.json, and the workflow's own files.

// The files that say what is run. They are copied when the run starts, so that edits made since do not get in.
def keepWorkflow(outdir) {
    def kept = file("${outdir}/workflow")
    kept.deleteDir()
    def parts = ['main.nf', 'nextflow.config', 'nextflow_schema.json', 'CITATION.cff', 'LICENSE', 'modules', 'conf', 'figures']
    parts.each { part ->
        def from = file("${projectDir}/${part}")
        if (from.isDirectory()) {
            file("${from}/**", type: 'file').each { inner ->
                def to = kept.resolve(part).resolve("${from.relativize(inner)}")
                to.parent.mkdirs()
                inner.copyTo(to)
            }
        }
        else if (from.exists()) {
            kept.mkdirs()
            from.copyTo(kept.resolve(part))
        }
    }
}

// The runs whose tasks this one may have from its cache: those of the same session that the results remember.
def earlierRuns(outdir) {
    def record = file("${outdir}/run/run.json")
    if (!workflow.resume || !record.exists()) {
        return []
    }
    def last = new groovy.json.JsonSlurper().parse(record)
    if (last.session != "${workflow.sessionId}".toString()) {
        return []
    }
    return last.earlier + [[complete: last.complete, name: last.name, session: last.session, start: last.start]]
}

// The commit that the stages were built from, as figures have it.
def builtCommit() {
    def file = file("${projectDir}/target/classes/META-INF/lucky-nodes/commit.properties")
    def lines = file.exists() ? file.readLines() : []
    def found = lines.findAll { line -> line.startsWith('git.commit.id=') }.collect { line -> line.tokenize('=').last() }
    return (found ? found.first() : 'unknown') + (lines.contains('git.dirty=true') ? ' and changes' : '')
}

// Everything of run.json; keys in order, so that equal runs are equal bytes.
def runRecord(choices, rules, fingerprints, earlier) {
    def parameters = choices.findAll { name, value -> name != 'help' }.sort().collectEntries { name, value ->
        [name, [byDefault: value == rules[name]['default'], value: value]]
    }
    return [
        agent: choices.agent,
        code: fingerprints.sort(),
        command: "${workflow.commandLine}".toString(),
        commit: builtCommit(),
        complete: "${workflow.complete.toInstant()}".toString(),
        containerEngine: workflow.containerEngine,
        earlier: earlier,
        engine: [build: "${workflow.nextflow.build}".toString(), name: 'Nextflow', version: "${workflow.nextflow.version}".toString()],
        error: workflow.success ? null : "${workflow.errorReport ?: workflow.errorMessage ?: 'the run was stopped'}".toString(),
        format: 'lucky-nodes-run/1',
        name: workflow.runName,
        parameters: parameters,
        profile: workflow.profile,
        resumed: workflow.resume,
        session: "${workflow.sessionId}".toString(),
        start: "${workflow.start.toInstant()}".toString(),
        success: workflow.success,
        version: workflow.manifest.version
    ]
}

def writeRunRecord(outdir, record) {
    def folder = file("${outdir}/run")
    folder.mkdirs()
    folder.resolve('run.json').text = groovy.json.JsonOutput.prettyPrint(groovy.json.JsonOutput.toJson(record)) + '\n'
}

// Closes the results once Nextflow has written its trace and report, which it does after onComplete. A failure here is
// one line and no failure of the run.
def closeWhenAllIsWritten(outdir) {
    def results = file(outdir)
    def again = "bin/lucky close ${outdir}"
    if (results.scheme != 'file') {
        println("The results are no folder of this machine: to describe the run in them, run ${again} on a copy")
        return
    }
    if (!file("${projectDir}/target/lucky-nodes.jar").exists()) {
        println("The stages are not built here: to describe the run in its results, build them and run ${again}")
        return
    }
    def command = ["${projectDir}/bin/lucky", 'close', "${results}", '--work', "${workflow.workDir}"].collect { word -> word.toString() }
    Runtime.runtime.addShutdownHook(new Thread({ -> runLast(command) } as Runnable))
}

def runLast(command) {
    def builder = new ProcessBuilder(command).redirectErrorStream(true)
    builder.environment().put('JAVA_HOME', System.getProperty('java.home'))
    def process = builder.start()
    def said = process.inputStream.text.trim()
    if (process.waitFor() != 0) {
        System.err.println("The run is not described in its results: ${said}")
    }
}
