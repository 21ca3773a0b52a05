// The plan's jobs: reading them, letting each wait for what it needs, and what each asks of the machine.

// Jobs of a plan, each with its file and the fingerprint of the code that does it; every need must come from an earlier
// stage, or a job would wait for ever.
def plannedJobs(plan, fingerprints) {
    def order = ['DATASET', 'TEACHER', 'PRUNE', 'STUDENT', 'METRICS', 'FIGURE']
    def jobs = new groovy.json.JsonSlurper().parse(plan.resolve('plan.json')).jobs
    def stages = jobs.collectEntries { job -> [job.id, order.indexOf(job.stage)] }
    jobs.each { job ->
        // Ids name files and stand in commands.
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
        def amounts = ['cpus', 'memoryMb', 'minutes', 'epochs', 'epochMinutes'].collect { name -> job.resources[name] }
        if (!amounts.every { amount -> amount instanceof Number }) {
            error("plan.json: job ${job.id}: expected numbers as its resources, found ${job.resources}")
        }
        if (!fingerprints[job.runner]) {
            error("plan.json: job ${job.id}: expected one of the runners ${fingerprints.keySet().join(', ')}, found ${job.runner}")
        }
    }
    return jobs.collect { job ->
        [
            id: job.id,
            stage: job.stage,
            needs: job.needs.unique(),
            file: plan.resolve("jobs/${job.id}.json"),
            code: fingerprints[job.runner]
        ]
    }
}

// From [id, outputs] of finished jobs to [id, job file, inputs, code] of the stage's jobs, each as soon as all it needs
// is there. A job whose needs failed never comes.
def readyJobs(jobs, stage, finished) {
    def mine = jobs.filter { job -> job.stage == stage }
    def free = mine.filter { job -> job.needs.isEmpty() }.map { job -> [job.id, job.file, [], job.code] }
    def waiting = mine
        .flatMap { job -> job.needs.collect { need -> [need, groupKey([job.id, job.file, job.code], job.needs.size())] } }
        .combine(finished, by: 0)
        .map { need, key, outputs -> [key, outputs] }
        .groupTuple()
        .map { key, outputs ->
            def target = key.getGroupTarget()
            // Sorted, because the order of arrival must not reach the cache key.
            [target[0], target[1], outputs.flatten().sort { output -> output.name }, target[2]]
        }
    return free.mix(waiting)
}

// Ready jobs once all of a stage's are ready, those that will take longest first.
def longestFirst(ready) {
    return ready
        .toSortedList { a, b -> resourcesOf(b[1]).minutes <=> resourcesOf(a[1]).minutes ?: a[0] <=> b[0] }
        .flatMap { sorted -> sorted }
}

// Resources are read from the plan that lies beside the job's file. As a task input they would be part of its cache
// key, and a better estimate would train everything again.
def resourcesOf(job) {
    def planned = job.toRealPath()
    def id = planned.name - '.json'
    return new groovy.json.JsonSlurper().parse(planned.parent.resolveSibling('plan.json')).jobs.find { entry -> entry.id == id }.resources
}

// The exit code of a training that pauses, and is no failure.
def pausedCode() {
    return 75
}

// Tries that failed in a row before this one; after the end of a try, those up to it. Nextflow tells of the try before
// alone, so the script of each says how many had failed by then. A try that pauses begins the count anew.
def failuresBefore(task) {
    def last = task.previousTrace
    if (last == null || last.exit == pausedCode()) {
        return 0
    }
    def said = "${last.script}" =~ /# Failures before this try: (\d+)/
    return (said.find() ? said.group(1).toInteger() : last.attempt - 1) + 1
}

// Once more for each failure, and no less than the try before had: what was too little once would be again.
def memoryOf(job, task) {
    def asked = resourcesOf(job).memoryMb * (1 + failuresBefore(task)) * 1048576L
    return "${[asked, task.previousTrace?.memory ?: 0L].max()} B"
}

// Four times what is expected and a quarter of an hour: a limit against jobs that hang, not against slow machines.
def allowance(minutes, task) {
    return 15 + 4 * minutes * (1 + failuresBefore(task))
}

// Of a training that pauses, no more than it may need until then, one epoch at least.
def timeOf(job, task) {
    def resources = resourcesOf(job)
    def whole = allowance(resources.minutes, task)
    def once = resources.epochs && pauseAfter()
        ? [longestTaskMinutes() + 15, allowance(resources.epochMinutes, task)].max()
        : whole
    return "${[whole, once].min() as int} min"
}

// Two more tries after a failure, and one after each pause. No try pauses before it has done an epoch, which is what
// bounds their number.
def retriesOf(job, task) {
    return [task.attempt - failuresBefore(task) + 2, 3 * [1, resourcesOf(job).epochs].max() - 1].min()
}

def longestTaskMinutes() {
    return ("${params.longest_task}" as Duration).toMillis() / 60000
}

// When a training pauses; never where nothing outlives its task. A function, as all that the scripts are told of it, so
// that it is in no cache key.
def pauseAfter() {
    return statePath() ? "${params.longest_task}" : ''
}

// A text that a user chose, as one word of a command: nothing in it is done.
def shellWord(text) {
    return "'" + text.replace("'", "'\\''") + "'"
}

// Where what must outlive a killed task is kept: checkpoints, and why data could not be had. Empty if the work folder is
// no folder and none is named: then a killed job starts anew.
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
