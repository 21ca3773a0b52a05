// The plan's jobs: reads them, lets each wait for the jobs that it needs, and computes the resources that it asks for.

// Jobs of a plan, each with its file and the fingerprint of its code. The jobs that a job needs must be of earlier stages,
// or it would wait for ever.
def plannedJobs(plan, fingerprints) {
    def order = ['DATASET', 'TEACHER', 'PRUNE', 'STUDENT', 'METRICS', 'FIGURE']
    def jobs = new groovy.json.JsonSlurper().parse(plan.resolve('plan.json')).jobs
    def stages = jobs.collectEntries { job -> [job.id, order.indexOf(job.stage)] }
    jobs.each { job ->
        // Ids become file names and parts of commands.
        if (!(job.id ==~ /[A-Za-z0-9][A-Za-z0-9._-]*/)) {
            error("plan.json: expected letters, digits, dots, dashes and underscores as a job's id, found '${job.id}'")
        }
        def wrong = job.needs.find { need -> !(stages.getOrDefault(need, 99) < stages[job.id]) }
        if (stages[job.id] < 0) {
            error("plan.json: job ${job.id}: expected one of the stages ${order.join(', ')}, found ${job.stage}")
        }
        if (wrong) {
            error("plan.json: job ${job.id} of stage ${job.stage} needs ${wrong}, which no earlier stage makes")
        }
        if (stages[job.task] != stages[job.id]) {
            error("plan.json: job ${job.id}: expected a job of its own stage as its task, found '${job.task}'")
        }
        def amounts = ['cpus', 'memoryMb', 'minutes', 'parts', 'partMinutes'].collect { name -> job.resources[name] }
        if (!amounts.every { amount -> amount instanceof Number }) {
            error("plan.json: job ${job.id}: expected numbers as its resources, found ${job.resources}")
        }
        if (![job.turn?.figure, job.turn?.minutesAfter].every { amount -> amount instanceof Number }) {
            error("plan.json: job ${job.id}: expected numbers as its turn, found ${job.turn}")
        }
        if (!fingerprints[job.runner]) {
            error("plan.json: job ${job.id}: expected one of the runners ${fingerprints.keySet().join(', ')}, found ${job.runner}")
        }
    }
    def tasks = jobs.countBy { job -> job.task }
    return jobs.collect { job ->
        [
            id: job.id,
            stage: job.stage,
            task: job.task,
            together: tasks[job.task],
            cpus: job.resources.cpus,
            memoryMb: job.resources.memoryMb,
            minutes: job.resources.minutes,
            figure: job.turn.figure,
            minutesAfter: job.turn.minutesAfter,
            needs: job.needs.unique(),
            file: plan.resolve("jobs/${job.id}.json"),
            code: fingerprints[job.runner]
        ]
    }
}

// From [id, outputs] of finished jobs to [job, inputs] of the stage's jobs, each as soon as all its inputs are there. A job
// that needs a failed job never comes.
def readyJobs(jobs, stage, finished) {
    def mine = jobs.filter { job -> job.stage == stage }
    def free = mine.filter { job -> job.needs.isEmpty() }.map { job -> [job, []] }
    def waiting = mine
        .flatMap { job -> job.needs.collect { need -> [need, groupKey(job, job.needs.size())] } }
        .combine(finished, by: 0)
        .map { need, key, outputs -> [key, outputs] }
        .groupTuple()
        .map { key, outputs -> [key.getGroupTarget(), outputs] }
    return free.mix(waiting)
}

// Ready jobs as tasks of their own: [id, job file, inputs, code].
def oneByOne(ready) {
    return ready.map { job, inputs -> [job.id, job.file, inOrder(inputs), job.code] }
}

// Inputs without duplicates and sorted, because the order of arrival must not change the cache key.
def inOrder(inputs) {
    return inputs.flatten().unique().sort { input -> input.name }
}

// Ready jobs as tasks of [ids, job files, inputs, code]. Jobs that the plan puts into one task come together once all of
// them are ready. If some of them can never be ready, the others come at the end.
def inTasks(ready) {
    return ready
        .map { job, inputs -> [groupKey(job.task, job.together), job, inputs] }
        .groupTuple(remainder: true)
        .map { task, members, inputs ->
            def sorted = members.sort { job -> job.id }
            [
                sorted.collect { job -> job.id },
                sorted.collect { job -> job.file },
                inOrder(inputs),
                sorted.collect { job -> job.code }.unique()
            ]
        }
}

// From [ids, outputs] of tasks to [id, outputs] of their jobs.
def byJob(made) {
    return made.flatMap { ids, outputs ->
        def files = [outputs].flatten()
        ids.collect { id -> [id, files.findAll { file -> file.name.startsWith("${id}.") }] }
    }
}

// The name of a task: the ids of its jobs. If there are several, the stage and the number of jobs stand at the end, because
// the terminal cuts off the beginning of a long name.
def tagOf(ids, stage) {
    return ids.size() == 1 ? ids[0] : "${ids.join(' ')}, ${stage} of ${ids.size()} jobs"
}

// The resources of the jobs of a task, which run one after the other; a job that cannot pause is one part of its task's
// work. They are read from the plan beside the files of the jobs. As a task input they would be part of the cache key, and a
// better estimate would train everything again.
def resourcesOf(jobs) {
    def files = [jobs].flatten().collect { job -> job.toRealPath() }
    def plan = new groovy.json.JsonSlurper().parse(files.first().parent.resolveSibling('plan.json')).jobs
    def each = files.collect { file -> plan.find { entry -> entry.id == file.name - '.json' }.resources }
    return [
        cpus: each.collect { one -> one.cpus }.max(),
        memoryMb: each.collect { one -> one.memoryMb }.max(),
        minutes: each.collect { one -> one.minutes }.sum(),
        parts: each.collect { one -> one.parts }.sum(),
        partMinutes: each.collect { one -> one.parts ? one.partMinutes : one.minutes }.max()
    ]
}

// The jobs of a task as options of a command: '--job FILE' for each. The command replaces its shell ('exec'), because
// Nextflow inspects every process of a task every few seconds, and each inspection starts some twenty processes.
def jobOptions(jobs) {
    return [jobs].flatten().collect { job -> "--job ${job.name}" }.join(' ')
}

// The exit code of a task that pauses. A pause is no failure.
def pausedCode() {
    return 75
}

// The number of tries that failed in a row before this one; after the end of a try, that try included. Nextflow knows only
// the previous try, so the script of each try holds the number of failures before it. A pause resets the count.
def failuresBefore(task) {
    def last = task.previousTrace
    if (last == null || last.exit == pausedCode()) {
        return 0
    }
    def said = "${last.script}" =~ /# Failures before this try: (\d+)/
    return (said.find() ? said.group(1).toInteger() : last.attempt - 1) + 1
}

// The estimated memory, once more for each failure, and no less than the previous try had.
def memoryOf(jobs, task) {
    def asked = resourcesOf(jobs).memoryMb * (1 + failuresBefore(task)) * 1048576L
    return "${[asked, task.previousTrace?.memory ?: 0L].max()} B"
}

// Four times the estimate and a quarter of an hour. The limit is meant for jobs that hang, not for slow machines.
def allowance(minutes, task) {
    return 15 + 4 * minutes * (1 + failuresBefore(task))
}

// The time limit of a task. A task that can pause asks only for the time until its pause, or for one part of its work.
def timeOf(jobs, task) {
    def resources = resourcesOf(jobs)
    def whole = allowance(resources.minutes, task)
    def once = resources.parts && pauseAfter()
        ? [longestTaskMinutes() + 15, allowance(resources.partMinutes, task)].max()
        : whole
    return "${[whole, once].min() as int} min"
}

// Two more tries after a failure, and one after each pause. Each try does at least one part of its work before it pauses,
// which bounds the number of tries. The number of parts is an estimate, and a machine may be ten times as slow.
def retriesOf(jobs, task) {
    return [task.attempt - failuresBefore(task) + 2, 30 * [1, resourcesOf(jobs).parts].max() - 1].min()
}

def longestTaskMinutes() {
    return ("${params.longest_task}" as Duration).toMillis() / 60000
}

// The time after which a task pauses; empty (never) if no folder outlives the task. It is a function, because results of
// functions in scripts are in no cache key.
def pauseAfter() {
    return statePath() ? "${params.longest_task}" : ''
}

// A text that a user chose, as one word of a command. The shell executes nothing in it.
def shellWord(text) {
    return "'" + text.replace("'", "'\\''") + "'"
}

// The folder for files that must outlive a killed task: checkpoints, and the reasons why data are not available. It is empty
// if the work folder is not local and --state names no folder; then a killed job starts from the beginning.
def statePath() {
    def folder = params.state ? workflow.launchDir.resolve("${params.state}") : workflow.workDir.resolve('state')
    return folder.scheme == 'file' ? "${folder}" : ''
}

// The same as one word of a command.
def stateFolder() {
    return shellWord(statePath())
}

// Half of the task's memory; TensorFlow and Arrow take theirs outside the heap.
def heapMb(task) {
    return task.memory.toMega().intdiv(2)
}
