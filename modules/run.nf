// What a run says of itself, for 'lucky close' and for whoever asks later: run/run.json, and the workflow's own files.
// A start that ends before it has a plan leaves the results as they are.

// The folder of the results. The empty files of a dry run have one of their own.
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

// Keeps other runs out of the results while this one writes them, and says who has them. The operating system frees the
// lock with its owner, however that ends. Object storage and some file systems have no locks: there runs are not kept
// apart. Returns what ends the lock.
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
        println("${outdir} cannot be locked, so no other run is kept out: ${e.message}")
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

// Writes a file whole or not at all, where the file system can.
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

// The name under which an own definition is kept: a folder of results has plain names alone. PLAN's Planner has the same
// rule.
def keptName(definition) {
    return definition.name.replaceAll(/[^A-Za-z0-9._-]/, '-').replaceFirst(/^[^A-Za-z0-9_]/, '_')
}

// The files that say what is run, the user's own definitions among them. They are copied when the run starts, so that
// edits made since do not get in. Own definitions of earlier runs stay, as their figures do.
def keepWorkflow(outdir, definitions) {
    // Results in a repository: git must not end their lines in another way, or nothing has its digest.
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

// The runs whose tasks this one may have from its cache: those of the same session that the results remember.
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
    def text = groovy.json.JsonOutput.prettyPrint(groovy.json.JsonOutput.toJson(record)) + '\n'
    writeWhole(file("${outdir}/run").resolve('run.json'), text.getBytes('UTF-8'))
}

// The files of the run that the results tell of, which another now follows, go to a folder of its name.
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

// Nextflow's trace, report and timeline, wherever its options have put them.
def ownFiles() {
    def config = workflow.session.config
    def files = ['trace.txt': config.trace?.file, 'report.html': config.report?.file, 'timeline.html': config.timeline?.file]
    return files.findAll { name, place -> place }.collectEntries { name, place -> [name, file("${place}", glob: false)] }
}

// Moves in what Nextflow writes after onComplete, and then closes the results. A failure here is one line and no failure
// of the run.
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

// One line if it cannot be done, on a full disk for example; the others are done all the same.
def lastStep(step) {
    try {
        step.call()
    }
    catch (Exception e) {
        System.err.println("The run is not described in its results: ${causeOf(e)}")
    }
}

// What went wrong, in the words of the first of a chain of exceptions.
def causeOf(e) {
    return e.cause ? causeOf(e.cause) : "${e.message ?: e}"
}

// What is done when all is written: the steps that were added by then, after which nothing of this start stays behind.
def whenAllIsWritten(steps) {
    def own = file("${launchDir}/.nextflow/runs/${ProcessHandle.current().pid()}")
    Runtime.runtime.addShutdownHook(new Thread({ ->
        steps.each { step -> lastStep(step) }
        own.deleteDir()
    } as Runnable))
}

// The command that describes the run in its results; null where it cannot be given here.
def closeCommand(outdir) {
    def results = file(outdir)
    def again = "bin/lucky close ${outdir}"
    if (results.scheme != 'file') {
        println("The results are no folder of this machine: to describe the run in them, run ${again} on a copy")
        return null
    }
    if (!file("${projectDir}/target/lucky-nodes.jar").exists()) {
        println("The stages are not built here: to describe the run in its results, build them and run ${again}")
        return null
    }
    return ["${projectDir}/bin/lucky", 'close', "${results}", '--work', "${workflow.workDir}"]
}

def runLast(command) {
    def ended = answerOf(command)
    if (ended.code != 0) {
        System.err.println("The run is not described in its results: ${ended.said}")
    }
    else if (ended.said) {
        println(ended.said)
    }
}

// How the claims stand: the counts of each study, and each claim where they are few. Of one claim: how it stands with each
// value of --set.
def claimTable(outdir, claim) {
    def which = claim ? ['--claim', claim] : ['--short']
    return file(outdir).scheme == 'file' && file("${projectDir}/target/lucky-nodes.jar").exists()
        ? answerOf(["${projectDir}/bin/lucky", 'claims', "${file(outdir)}"] + which).said
        : "How the claims stand: bin/lucky claims ${outdir} ${which.join(' ')}, on a copy of the results"
}

// What a command says, and its exit code.
def answerOf(command) {
    def builder = new ProcessBuilder(command.collect { word -> word.toString() }).redirectErrorStream(true)
    builder.environment().put('JAVA_HOME', System.getProperty('java.home'))
    def process = builder.start()
    def said = process.inputStream.text.trim()
    return [code: process.waitFor(), said: said]
}
