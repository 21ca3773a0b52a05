// The description of a run for 'lucky close' and for later readers: run/run.json, and the workflow's own files. A start
// that ends before it has a plan leaves the results as they are.

// The folder of the results. The empty files of a dry run (-stub-run) have a folder of their own.
def resultsFolder() {
    return workflow.stubRun ? "${params.outdir}-stub".toString() : "${params.outdir}".toString()
}

def hostName() {
    try {
        return InetAddress.localHost.hostName
    }
    catch (UnknownHostException e) {
        return 'a host without a name'
    }
}

// Locks the results, so that no other run writes to them, and notes the owner of the lock. The operating system frees the
// lock when its owner ends, even if it is killed. Object storage and some file systems have no locks; there, runs are not
// kept apart. Returns a function that ends the lock.
def lockResults(outdir) {
    def results = file(outdir)
    if (results.scheme != 'file') {
        return { -> }
    }
    results.mkdirs()
    def place = results.resolve('.run.lock')
    def channel = null
    def held = null
    try {
        channel = java.nio.channels.FileChannel.open(place, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.WRITE)
        held = channel.tryLock()
    }
    catch (IOException e) {
        println("${outdir} cannot be locked, so another run could write to it: ${e.message}")
        return { -> }
    }
    if (held == null) {
        error("${outdir}: another run writes there (${place.text.trim()}); wait for its end, or choose another --outdir")
    }
    def owner = "run ${workflow.runName}, process ${ProcessHandle.current().pid()} on ${hostName()}, since ${workflow.start}"
    channel.truncate(0)
    channel.write(java.nio.ByteBuffer.wrap(owner.getBytes('UTF-8')))
    return { ->
        place.delete()
        channel.close()
    }
}

// Writes a file completely or not at all, if the file system can.
def writeWhole(target, bytes) {
    target.parent.mkdirs()
    if (target.scheme != 'file') {
        target.bytes = bytes
        return
    }
    def part = target.resolveSibling(".${target.name}.${UUID.randomUUID()}.part")
    part.bytes = bytes
    java.nio.file.Files.move(part, target, java.nio.file.StandardCopyOption.ATOMIC_MOVE)
}

// The name under which the results keep one of the user's own definitions. Names in the results have plain letters only.
// The class Planner has the same rule.
def keptName(definition) {
    return definition.name.replaceAll(/[^A-Za-z0-9._-]/, '-').replaceFirst(/^[^A-Za-z0-9_]/, '_')
}

// Copies the files that define the run, with the user's own definitions, when the run starts, so that later edits do not
// get in. The user's definitions of earlier runs stay, because the figures of these runs stay too.
def keepWorkflow(outdir, definitions) {
    // If the results lie in a repository, git must not change their line endings, or no digest fits.
    writeWhole(file(outdir).resolve('.gitattributes'), '* -text\n'.getBytes('UTF-8'))
    def kept = file("${outdir}/workflow")
    def own = kept.resolve('definitions')
    if (kept.exists()) {
        kept.eachFile { part -> part == own ? null : part.isDirectory() ? part.deleteDir() : part.delete() }
    }
    if (definitions) {
        own.mkdirs()
    }
    definitions.findAll { definition -> definition.toAbsolutePath() != own.resolve(keptName(definition)).toAbsolutePath() }
        .each { definition -> definition.copyTo(own.resolve(keptName(definition))) }
    def parts = ['main.nf', 'nextflow.config', 'nextflow_schema.json', 'CITATION.cff', 'LICENSE', 'pom.xml', 'modules', 'conf', 'figures']
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

// The runs whose tasks may come from the cache: those of the same session that the results know.
def earlierRuns(outdir) {
    def record = file("${outdir}/run/run.json")
    if (!workflow.resume || !record.exists()) {
        return []
    }
    def last = null
    try {
        last = new groovy.json.JsonSlurper().parse(record)
    }
    catch (Exception e) {
        println("${record} cannot be read, so nothing is known of earlier runs: ${e.message.readLines().first()}")
        return []
    }
    if (last.session != "${workflow.sessionId}".toString()) {
        return []
    }
    return last.earlier + [[complete: last.complete, name: last.name, session: last.session, start: last.start]]
}

// The commit that the stages were built from, as it stands in figures.
def builtCommit() {
    def file = file("${projectDir}/target/classes/META-INF/lucky-nodes/commit.properties")
    def lines = file.exists() ? file.readLines() : []
    def found = lines.findAll { line -> line.startsWith('git.commit.id=') }.collect { line -> line.tokenize('=').last() }
    return (found ? found.first() : 'unknown') + (lines.contains('git.dirty=true') ? ' and changes' : '')
}

// The contents of run.json. Its keys are sorted, so that equal runs give equal bytes.
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
    def text = groovy.json.JsonOutput.prettyPrint(groovy.json.JsonOutput.toJson(record)) + '\n'
    writeWhole(file("${outdir}/run").resolve('run.json'), text.getBytes('UTF-8'))
}

// Moves the files of the previous run of these results to a folder that has the name of that run.
def keepEarlierRun(outdir) {
    def folder = file("${outdir}/run")
    def record = folder.resolve('run.json')
    def name = record.exists() ? record.text.find(/(?m)^    "name": "([a-z_]+)"/) { line, found -> found } : null
    if (!name || name == workflow.runName) {
        return
    }
    def kept = folder.resolve(name)
    kept.mkdirs()
    ['run.json', 'plan.json', 'commands.json', 'trace.txt', 'report.html', 'timeline.html'].each { part ->
        def from = folder.resolve(part)
        if (from.exists()) {
            from.moveTo(kept.resolve(part))
        }
    }
}

// Nextflow's trace, report and timeline, at the paths that its options give.
def ownFiles() {
    def config = workflow.session.config
    def files = ['trace.txt': config.trace?.file, 'report.html': config.report?.file, 'timeline.html': config.timeline?.file]
    return files.findAll { name, place -> place }.collectEntries { name, place -> [name, file("${place}", glob: false)] }
}

// Copies the files that Nextflow writes after onComplete into the results, and then calls 'lucky close'. A failure here
// prints one line; the run does not fail.
def finish(outdir, files, command) {
    def folder = file("${outdir}/run")
    folder.mkdirs()
    files.each { name, from ->
        if (from.exists()) {
            from.copyTo(folder.resolve(name))
        }
    }
    if (command) {
        runLast(command)
    }
}

// Does a last step. If this fails, for example on a full disk, a line says so and the other steps follow.
def lastStep(step) {
    try {
        step.call()
    }
    catch (Exception e) {
        System.err.println("The description of the run in its results is incomplete: ${causeOf(e)}")
    }
}

// The message of the first exception in a chain.
def causeOf(e) {
    return e.cause ? causeOf(e.cause) : "${e.message ?: e}"
}

// Does the given steps after everything is written, and then removes the temporary files of this start.
def whenAllIsWritten(steps) {
    def own = file("${launchDir}/.nextflow/runs/${ProcessHandle.current().pid()}")
    Runtime.runtime.addShutdownHook(new Thread({ ->
        steps.each { step -> lastStep(step) }
        own.deleteDir()
    } as Runnable))
}

// The command that completes the description of the run, or null if it cannot run here.
def closeCommand(outdir) {
    def results = file(outdir)
    def again = "bin/lucky close ${outdir}"
    if (results.scheme != 'file') {
        println("The results are not in a local folder: to complete the description of the run, run ${again} on a copy")
        return null
    }
    if (!file("${projectDir}/target/lucky-nodes.jar").exists()) {
        println("The stages are not built here: to complete the description of the run, build them and run ${again}")
        return null
    }
    return ["${projectDir}/bin/lucky", 'close', "${results}", '--work', "${workflow.workDir}"]
}

def runLast(command) {
    def ended = answerOf(command)
    if (ended.code != 0) {
        System.err.println("The description of the run in its results is incomplete: ${ended.said}")
    }
    else if (ended.said) {
        println(ended.said)
    }
}

// The verdicts of the claims: the counts of each study, and each claim if there are few. For a single claim: its verdict
// with each value of --set.
def claimTable(outdir, claim) {
    def which = claim ? ['--claim', claim] : ['--short']
    return file(outdir).scheme == 'file' && file("${projectDir}/target/lucky-nodes.jar").exists()
        ? answerOf(["${projectDir}/bin/lucky", 'claims', "${file(outdir)}"] + which).said
        : "To list the claims and their verdicts, run bin/lucky claims ${outdir} ${which.join(' ')} on a copy of the results"
}

// The output of a command, and its exit code.
def answerOf(command) {
    def builder = new ProcessBuilder(command.collect { word -> word.toString() }).redirectErrorStream(true)
    builder.environment().put('JAVA_HOME', System.getProperty('java.home'))
    def process = builder.start()
    def said = process.inputStream.text.trim()
    return [code: process.waitFor(), said: said]
}
