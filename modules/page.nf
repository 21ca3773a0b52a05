// The growing page: from the first figure on, the results have a page with the figures so far, the jobs that run and the
// figures to come. Nextflow's own machine writes the page with the command of REPORT, so that no task waits for it, and only
// so often that it costs almost nothing. A run that is stopped leaves a page that says so.

include { alone; standingOf } from './turns'
include { earlierFigures } from './earlier'
include { writeWhole; causeOf } from './run'
include { statePath } from './jobs'

// Seconds between two checks for news. Figures that come within this time share a page.
def lookSeconds() {
    return 5
}

// The share of a run's time that its pages may take, in hundredths.
def pageHundredths() {
    return 5
}

// The state of the page of a run. The page grows only if the results are a local folder and the stages are built here.
def growingPage(outdir, code) {
    def here = file(outdir).scheme == 'file' && file("${projectDir}/target/lucky-nodes.jar").exists()
    return [
        lock: new java.util.concurrent.locks.ReentrantLock(),
        outdir: outdir,
        code: code,
        wanted: here && !workflow.stubRun,
        folder: file("${launchDir}/.nextflow/runs/${ProcessHandle.current().pid()}/page"),
        figures: [:],
        metrics: [:],
        finished: new TreeSet(),
        planned: 0,
        changed: false,
        next: 0L,
        ended: false,
        reported: false
    ]
}

// Starts the checks, once there is a plan.
def beginPage(page, turns, plan, jobs) {
    alone(page) {
        page.turns = turns
        page.plan = plan
        page.planned = jobs.count { job -> job.stage == 'FIGURE' }
    }
    if (page.wanted) {
        def threads = { work ->
            def thread = new Thread(work as Runnable)
            thread.daemon = true
            return thread
        }
        page.clock = java.util.concurrent.Executors.newSingleThreadScheduledExecutor(threads as java.util.concurrent.ThreadFactory)
        page.clock.scheduleWithFixedDelay(
            { -> growPage(page) } as Runnable,
            lookSeconds(),
            lookSeconds(),
            java.util.concurrent.TimeUnit.SECONDS
        )
    }
}

// Remembers the files that a job has made.
def noteMade(page, id, outputs) {
    def files = [outputs].flatten()
    alone(page) {
        page.finished.add(id)
        page.changed = true
        if (id.startsWith('metrics.')) {
            page.metrics[id] = files
        }
        if (id.startsWith('figure.')) {
            page.figures[id] = files
        }
    }
    return id
}

// Writes the page if there is news, and enough time has passed.
def growPage(page) {
    def due = false
    alone(page) {
        due = !page.ended && page.changed && page.figures && System.currentTimeMillis() >= page.next
        page.changed = page.changed && !due
    }
    if (due) {
        def begun = System.currentTimeMillis()
        writePage(page, false)
        def now = System.currentTimeMillis()
        page.next = now + (now - begun) * 100.intdiv(pageHundredths())
    }
}

// Stops the growing page; only REPORT's page follows.
def endPage(page) {
    page.clock?.shutdownNow()
    alone(page) {
        page.ended = true
        page.process?.destroy()
    }
}

// Writes the last page of a run that ends without REPORT, if there is a figure to show.
def stopPage(page) {
    if (page.wanted && page.plan && !page.reported) {
        endPage(page)
        if (page.figures || earlierFigures(page.outdir, page.finished).files) {
            writePage(page, true)
        }
    }
}

// Makes a link to a file or, if the file is not local, a copy.
def place(source, target) {
    target.parent.mkdirs()
    if (source.scheme == 'file') {
        java.nio.file.Files.createSymbolicLink(target, source)
    }
    else {
        source.copyTo(target)
    }
}

// Collects the inputs of 'lucky report' in a folder of its own.
def stagePage(page, stopped) {
    def parts = null
    alone(page) {
        parts = [built: page.figures.size(), figures: page.figures.values().flatten(), metrics: page.metrics.values().flatten(), finished: page.finished as List]
    }
    def standing = standingOf(page.turns, parts.built, page.planned)
    def earlier = earlierFigures(page.outdir, parts.finished)
    page.folder.deleteDir()
    ['figures', 'metrics', 'earlier/figures', 'earlier/metrics', 'earlier/records', 'out'].each { part -> page.folder.resolve(part).mkdirs() }
    parts.figures.each { one -> place(one, page.folder.resolve("figures/${one.parent.name}/${one.name}")) }
    parts.metrics.each { one -> place(one, page.folder.resolve("metrics/${one.name}")) }
    earlier.files.each { one -> place(one, page.folder.resolve("earlier/figures/${one.parent.name}/${one.name}")) }
    earlier.metrics.each { one -> place(one, page.folder.resolve("earlier/metrics/${one.name}")) }
    earlier.records.each { one -> place(one, page.folder.resolve("earlier/records/${one.name}")) }
    place(page.plan.resolve('plan.json'), page.folder.resolve('plan.json'))
    page.plan.resolve('jobs').eachFile { one -> place(one, page.folder.resolve("jobs/${one.name}")) }
    def at = java.time.ZonedDateTime.now(java.time.ZoneOffset.UTC).format(java.time.format.DateTimeFormatter.ofPattern('yyyy-MM-dd HH:mm \'UTC\''))
    def progress = [stopped: stopped, at: at, line: standing.line, finished: parts.finished, running: standing.running - parts.finished]
    page.folder.resolve('progress.json').text = groovy.json.JsonOutput.toJson(progress)
}

def pageCommand(page) {
    def options = [
        plan: 'plan.json',
        jobs: 'jobs',
        figures: 'figures',
        metrics: 'metrics',
        earlier: 'earlier',
        progress: 'progress.json',
        out: 'out'
    ]
    def words = options.collectMany { name, part -> ["--${name}", page.folder.resolve(part)] }
    return (["${projectDir}/bin/lucky", 'report', '--results', page.outdir] + words).collect { word -> word.toString() }
}

// Writes a page. If this fails, a line says so; the run does not fail.
def writePage(page, stopped) {
    try {
        stagePage(page, stopped)
        def said = page.folder.resolve('said.txt')
        def builder = new ProcessBuilder(pageCommand(page)).redirectErrorStream(true).redirectOutput(said.toFile())
        builder.environment().putAll([JAVA_HOME: System.getProperty('java.home'), LUCKY_CODE: page.code, LUCKY_STATE: statePath().toString()])
        page.process = builder.start()
        def code = page.process.waitFor()
        alone(page) {
            if (code == 0 && (stopped || !page.ended)) {
                publishPage(page)
            }
        }
        if (code != 0 && (stopped || !page.ended)) {
            tellOnce(page, said.text.trim())
        }
    }
    catch (Exception e) {
        if (stopped || !page.ended) {
            tellOnce(page, causeOf(e))
        }
    }
}

def tellOnce(page, why) {
    if (!page.told) {
        page.told = true
        System.err.println("The page of the results is not up to date: ${why}")
    }
}

def publishPage(page) {
    def out = page.folder.resolve('out')
    file("${out}/**", type: 'file').each { one ->
        writeWhole(file(page.outdir).resolve("${out.relativize(one)}"), one.bytes)
    }
}
