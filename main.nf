// Rebuilds figures: plan ─▶ dataset ─▶ teacher ─▶ prune ─▶ student ─▶ metrics ─▶ figure ─▶ report.
// There is one process for each stage, in modules/STAGE/main.nf. The plan lists the jobs and what each of them needs.

include { checkedParameters; parameterRules; helpText } from './modules/parameters'
include { plannedJobs; readyJobs; inTasks; oneByOne; byJob } from './modules/jobs'
include { turnsOf; planTurns; inTurn; endTurns; progressOf } from './modules/turns'
include { resultsFolder; lockResults; keepWorkflow; keepEarlierRun; earlierRuns; runRecord; writeRunRecord; writeWhole; ownFiles; closeCommand; claimTable; finish; whenAllIsWritten; causeOf } from './modules/run'
include { earlierFigures } from './modules/earlier'
include { sayMoved } from './modules/moved'
include { growingPage; beginPage; noteMade; endPage; stopPage } from './modules/page'
include { PLAN } from './modules/plan'
include { DATASET } from './modules/dataset'
include { TEACHER } from './modules/teacher'
include { PRUNE } from './modules/prune'
include { STUDENT } from './modules/student'
include { METRICS } from './modules/metrics'
include { FIGURE } from './modules/figure'
include { REPORT } from './modules/report'

def schemaFile() {
    return file("${projectDir}/nextflow_schema.json")
}

// Fingerprint of the code of each stage, or of each kind of network in a stage, by the name that the plan gives it.
def codeFingerprints() {
    def fingerprints = file("${projectDir}/target/classes/META-INF/lucky-nodes/fingerprints.json")
    if (!fingerprints.exists()) {
        error("The stages are not built: start with ${projectDir}/nextflow instead, or run 'mvn package' in ${projectDir}")
    }
    return new groovy.json.JsonSlurper().parse(fingerprints)
}

// Definition files among the items of --figures.
def ownDefinitions(items) {
    return items.findAll { item -> item ==~ /.*\.ya?ml/ }.collect { item -> file(item, checkIfExists: true, glob: false) }
}

// Definitions that PLAN wrote for --set and --vary.
def writtenDefinitions(plan) {
    return file("${plan}/definitions/*.yaml")
}

// Prints which of the user's own experiments are left out, because no figure of the run draws them.
def sayLeftOut(plan) {
    def told = plan.resolve('left-out.txt')
    if (told.exists()) {
        println(told.text.trim())
    }
}

// Every definition of the project, in order. They are single files, because the cache compares the contents of a file but
// only the path of a folder.
def definitionsIn(folder) {
    return file("${folder}/**", type: 'file').sort { definition -> "${definition}" }
}

// The user's own copy of a data set, for the job of that data set alone. The jobs of others stay in the cache.
def ownCopy(id, choices) {
    def given = id.startsWith('dataset.vgg') ? choices.vgg_bn : choices.cifar10
    return given ? file(given, glob: false) : []
}

// The files of all figures: STUDY/NAME.svg, .png and .csv of each.
def filesOf(built) {
    return built.collectMany { figure -> [figure[1]].flatten() }.sort { file -> "${file.parent.name}/${file.name}" }
}

workflow REBUILD {
    take:
    choices
    page

    main:
    def code = codeFingerprints()
    def turns = turnsOf(workflow.session.config)
    def drawn = new java.util.concurrent.atomic.AtomicInteger()
    def items = choices.figures.tokenize(',').collect { item -> item.trim() }
    def definitionFolder = file("${projectDir}/figures", checkIfExists: true)
    def definitions = definitionsIn(definitionFolder)

    if (choices.plan) {
        def given = file(choices.plan, glob: false)
        // The plan is checked here, because a fault that is found in a channel would be reported as an exception.
        plannedJobs(given, code)
        plan = channel.value(given)
    }
    else {
        PLAN(
            definitions,
            definitions.collect { definition -> "${definitionFolder.relativize(definition)}".toString() },
            ownDefinitions(items),
            items.collect { item -> item ==~ /.*\.ya?ml/ ? file(item, glob: false).name : item }.join(','),
            choices.claim ?: '',
            choices.set ?: '',
            choices.vary ?: '',
            choices.scale,
            choices.seeds ?: 0,
            choices.shortest_task ?: '',
            code.plan
        )
        plan = PLAN.out
    }
    jobs = plan.flatMap { folder ->
        def all = plannedJobs(folder, code)
        sayLeftOut(folder)
        planTurns(turns, folder, all)
        beginPage(page, turns, folder, all)
        try {
            keepRecords(choices.outdir)
            keepWorkflow(choices.outdir, ownDefinitions(items) + writtenDefinitions(folder))
        }
        catch (Exception e) {
            error("${choices.outdir} cannot be written: ${causeOf(e)}")
        }
        return all
    }

    DATASET(oneByOne(readyJobs(jobs, 'DATASET', channel.empty())).map { job -> job + [ownCopy(job[0], choices)] })
    data = DATASET.out.made
    TEACHER(inTurn(turns, 'TEACHER', inTasks(readyJobs(jobs, 'TEACHER', data))))
    taught = data.mix(byJob(endTurns(turns, TEACHER.out.made)))
    PRUNE(inTurn(turns, 'PRUNE', inTasks(readyJobs(jobs, 'PRUNE', taught))))
    pruned = taught.mix(byJob(endTurns(turns, PRUNE.out.made)))
    STUDENT(inTurn(turns, 'STUDENT', inTasks(readyJobs(jobs, 'STUDENT', pruned))))
    trained = pruned.mix(byJob(endTurns(turns, STUDENT.out.made)))
    METRICS(inTurn(turns, 'METRICS', inTasks(readyJobs(jobs, 'METRICS', trained))))
    measured = byJob(endTurns(turns, METRICS.out.made))
    FIGURE(oneByOne(readyJobs(jobs, 'FIGURE', trained.mix(measured))))

    // A line of progress for each figure, but at most one in ten seconds.
    progress = FIGURE.out.made
        .map { id, outputs -> id }
        .combine(jobs.filter { job -> job.stage == 'FIGURE' }.count())
        .map { id, planned -> progressOf(turns, drawn.incrementAndGet(), planned) }
        .filter { line -> line != null }

    // Figures of earlier runs, once this run has made everything it can: what it made anew is no longer an earlier run's.
    kept = trained
        .mix(measured, FIGURE.out.made)
        .map { id, outputs -> noteMade(page, id, outputs) }
        .toList()
        .map { ids ->
            endPage(page)
            earlierFigures(choices.outdir, ids)
        }
    drawnFiles = FIGURE.out.made.toList().map { built -> filesOf(built) }
    REPORT(
        plan.map { made -> made.resolve('plan.json') },
        plan.map { made -> file("${made}/jobs/*.json").sort { job -> "${job}" } },
        drawnFiles,
        drawnFiles.map { files -> files.collect { one -> one.parent.name } },
        measured.toSortedList { a, b -> a[0] <=> b[0] }.map { all -> all.collect { metrics -> metrics[1] }.flatten() },
        kept.map { earlier -> earlier.files },
        kept.map { earlier -> earlier.studies },
        kept.map { earlier -> earlier.metrics },
        kept.map { earlier -> earlier.records },
        choices.outdir,
        code.report
    )
    finished = data.mix(FIGURE.out.made).map { id, outputs -> id }
    reported = REPORT.out.page

    emit:
    plan
    jobs
    finished
    progress
    reported
}

// Keeps the records as they were before this run, so that 'lucky why' can say what changed.
def keepRecords(outdir) {
    def records = file("${outdir}/records")
    def before = file("${outdir}/run/records-before")
    before.deleteDir()
    if (records.exists()) {
        records.copyTo(before)
    }
}

// Keeps the plan beside the trace, so that the page can compare its estimate with the measured use.
def keepPlan(folder, outdir) {
    writeWhole(file("${outdir}/run").resolve('plan.json'), folder.resolve('plan.json').bytes)
}

def reasonFor(job, what, note) {
    return "  ${job.id} ${what}${note.exists() ? ":\n    ${note.text.trim().replace('\n', '\n    ')}" : '.'}"
}

// Whether a job draws a figure with an alternative to what another assumes (--vary).
def isAlternative(job) {
    return new groovy.json.JsonSlurper().parse(job.file).figure?.alternative != null
}

// The lines at the end of a run: the figures that it built, those that it could not build, and why.
def endOfRun(planned, finished, outdir, state) {
    def figures = planned.findAll { job -> job.stage == 'FIGURE' }
    def missing = figures.findAll { job -> !finished.contains(job.id) }
    def unavailable = planned.findAll { job -> job.stage == 'DATASET' && !finished.contains(job.id) }
    def reasons = unavailable.collect { job -> reasonFor(job, 'is unavailable', file("${state}/unavailable/${job.id}.txt")) } +
        missing
            .collect { job -> [job, file("${state}/undrawn/${job.id}.txt")] }
            .findAll { job, note -> note.exists() }
            .collect { job, note -> reasonFor(job, 'cannot be drawn', note) }
    def alternatives = figures.findAll { job -> isAlternative(job) }
    def own = figures - alternatives
    def besides = alternatives ? ", and ${(alternatives - missing).size()} of ${alternatives.size()} with other assumptions" : ''
    def lines = ["${(own - missing).size()} of ${own.size()} figures built${besides}: ${outdir}/index.html"]
    if (missing) {
        lines += ["Not built: ${missing.collect { job -> job.id }.join(', ')}"] + reasons
    }
    return lines.join('\n')
}

workflow {
    if ("${params.help}" != 'false') {
        println(helpText(schemaFile()))
    }
    else {
        def last = []
        whenAllIsWritten(last)
        def choices = checkedParameters(params, schemaFile(), workflow.profile, workflow.commandLine) + [outdir: resultsFolder()]
        def plans = []
        def planned = []
        def finished = []

        if (!workflow.preview) {
            last.add(lockResults(choices.outdir))
        }
        sayMoved()
        def earlier = earlierRuns(choices.outdir)
        def page = growingPage(choices.outdir, codeFingerprints().report)
        REBUILD(choices, page)
        REBUILD.out.plan.subscribe { folder -> plans.add(folder) }
        REBUILD.out.jobs.subscribe { job -> planned.add(job) }
        REBUILD.out.finished.subscribe { id -> finished.add(id) }
        REBUILD.out.progress.subscribe { line -> println(line) }
        REBUILD.out.reported.subscribe { file -> page.reported = true }

        workflow.onComplete = {
            if (planned) {
                keepEarlierRun(choices.outdir)
                keepPlan(plans.first(), choices.outdir)
                // A dry run (-stub-run) leaves nothing to describe.
                if (!workflow.stubRun) {
                    writeRunRecord(choices.outdir, runRecord(choices, parameterRules(schemaFile()), codeFingerprints(), earlier))
                }
                def files = ownFiles()
                def command = workflow.stubRun ? null : closeCommand(choices.outdir)
                last.addAll(0, [{ -> stopPage(page) }, { -> finish(choices.outdir, files, command) }])
            }
            if (workflow.success && planned) {
                println(endOfRun(planned, finished, choices.outdir, choices.state ?: "${workflow.workDir}/state"))
                if (!workflow.stubRun) {
                    println(claimTable(choices.outdir, choices.claim))
                }
                if (workflow.resume) {
                    println("What ran again, and why: ${projectDir}/bin/lucky why ${choices.outdir}")
                }
            }
        }
    }
}
