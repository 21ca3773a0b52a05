// In what order tasks begin. Nextflow submits tasks as they become ready, so that all students would stand in line before
// the first measurement. Here those that train or measure wait for their turn instead, and no more are given to the
// executor than can run: what is measured goes first, then what the end of the run waits for, then what the next figure
// needs. 'lucky plan' (Schedule) estimates by the same rule.

// Slots do not end together, so that what the end waits for begins by half again earlier.
def margin() {
    return 1.5
}

// Minutes of a task that may wait in the executor's own queue, so that no slot is idle between two.
def shortMinutes() {
    return 0.5
}

// What is known of the turns of a run, by Nextflow's configuration. The capacity is of processors where tasks share one
// machine, else of tasks.
def turnsOf(config) {
    def local = (config.process?.executor ?: 'local') == 'local'
    def given = local ? config.executor?.get('$local')?.cpus ?: config.executor?.cpus : config.executor?.queueSize
    return [
        lock: new java.util.concurrent.locks.ReentrantLock(),
        local: local,
        capacity: (given ?: (local ? Runtime.runtime.availableProcessors() : 100)) as int,
        used: 0,
        left: 0.0,
        jobs: [:],
        waiting: [],
        given: ['TEACHER', 'PRUNE', 'STUDENT', 'METRICS'].collectEntries { stage ->
            [stage, new java.util.concurrent.LinkedBlockingQueue()]
        }
    ]
}

// Does something while nothing else does. The stricter syntax has no 'finally'.
def alone(turns, step) {
    turns.lock.lock()
    try {
        step.call()
    }
    catch (Exception e) {
        turns.lock.unlock()
        throw e
    }
    turns.lock.unlock()
}

// Takes note of a plan's jobs: of each task that trains or measures its weight, turn, minutes, and the least minutes from
// its begin to the end of the run.
def planTurns(turns, jobs) {
    def least = [:]
    def after = [:]
    jobs.reverse().each { job ->
        least[job.id] = job.minutes + [after[job.id] ?: 0.0, job.minutesAfter / turns.capacity].max()
        job.needs.each { need -> after[need] = [after[need] ?: 0.0, least[job.id]].max() }
    }
    def tasks = jobs.findAll { job -> turns.given.containsKey(job.stage) }.groupBy { job -> job.task }.values()
    alone(turns) {
        tasks.each { members ->
            def minutes = members.collect { job -> job.minutes }.sum()
            def weight = turns.local ? [members.collect { job -> job.cpus }.max(), turns.capacity].min() : 1
            def task = [
                first: members.first().stage == 'METRICS',
                figure: members.collect { job -> job.figure }.min(),
                least: members.collect { job -> least[job.id] }.max(),
                minutes: minutes,
                weight: weight
            ]
            members.each { job -> turns.jobs[job.id] = task }
            turns.left += weight * minutes
        }
    }
}

// Ready tasks of a stage, [ids, …], each when its turn has come.
def inTurn(turns, stage, tasks) {
    return tasks
        .map { task ->
            alone(turns) {
                turns.waiting.add([stage: stage, task: task, id: task[0].first(), of: turns.jobs[task[0].first()]])
                giveTurns(turns)
            }
            stage
        }
        .map { waited -> turns.given[waited].take() }
}

// Outputs of tasks, [ids, outputs], each of which leaves its place to the next.
def endTurns(turns, made) {
    return made.map { ids, outputs ->
        alone(turns) {
            turns.used -= turns.jobs[ids.first()].weight
            giveTurns(turns)
        }
        [ids, outputs]
    }
}

// Lets those begin that can, one after the other.
def giveTurns(turns) {
    def next = turns.waiting ? nextTurn(turns) : null
    def room = turns.capacity - turns.used
    if (next && (next.of.weight <= room || (room > -1 && next.of.minutes < shortMinutes()))) {
        turns.waiting.remove(next)
        turns.used += next.of.weight
        turns.left -= next.of.weight * next.of.minutes
        turns.given[next.stage].put(next.task)
        giveTurns(turns)
    }
}

// The one among those that wait whose turn it is.
def nextTurn(turns) {
    def first = turns.waiting.findAll { entry -> entry.of.first }
    def awaited = turns.waiting.max { entry -> entry.of.least }
    if (!first && margin() * awaited.of.least >= turns.left / turns.capacity) {
        return awaited
    }
    return (first ?: turns.waiting).min { a, b -> a.of.figure <=> b.of.figure ?: b.of.least <=> a.of.least ?: a.id <=> b.id }
}
