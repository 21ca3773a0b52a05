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
        if (![job.resources.cpus, job.resources.memoryMb, job.resources.minutes].every { amount -> amount instanceof Number }) {
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

def memoryOf(job, attempt) {
    return "${resourcesOf(job).memoryMb * attempt} MB"
}

// Four times what is expected and a quarter of an hour: a limit against jobs that hang, not against slow machines.
def timeOf(job, attempt) {
    return "${(15 + 4 * resourcesOf(job).minutes * attempt) as int} min"
}

// A text that a user chose, as one word of a command: nothing in it is done.
def shellWord(text) {
    return "'" + text.replace("'", "'\\''") + "'"
}

// Where what must outlive a killed task is kept, as one word of a command: checkpoints, and why data could not be had.
// Empty if the work folder is no folder and none is named: then a killed job starts anew.
def stateFolder() {
    def folder = params.state ? workflow.launchDir.resolve("${params.state}") : workflow.workDir.resolve('state')
    return shellWord(folder.scheme == 'file' ? "${folder}" : '')
}

// Half of the task's memory; TensorFlow and Arrow take theirs outside the heap.
def heapMb(task) {
    return task.memory.toMega().intdiv(2)
}
