// In what order tasks begin. Nextflow submits tasks as they become ready, so that all students would stand in line before
// the first measurement. Here those that train or measure wait for their turn instead, and no more are given to the
// executor than can run: what is measured goes first, then what the end of the run waits for, then what the next figure
// needs. 'lucky plan' (Schedule) estimates by the same rule.

// Minutes of a task that may wait in the executor's own queue, so that no slot is idle between two.
def shortMinutes() {
    return 0.5
}

// Minutes within which no task can have run: Java alone takes longer.
def cachedMinutes() {
    return 0.01
}

def minutesSince(nanoseconds) {
    return (System.nanoTime() - nanoseconds) / 60e9
}

// What is known of the turns of a run, by Nextflow's configuration. The capacity is of processors where tasks share one
// machine, and of its memory in as many parts; else of tasks.
def turnsOf(config) {
    def local = (config.process?.executor ?: 'local') == 'local'
    def own = config.executor?.get('$local') ?: [:]
    def cpus = own.cpus ?: config.executor?.cpus ?: Runtime.runtime.availableProcessors()
    def memory = own.memory ?: config.executor?.memory ?: "${java.lang.management.ManagementFactory.operatingSystemMXBean.totalMemorySize} B"
    return [
        lock: new java.util.concurrent.locks.ReentrantLock(),
        local: local,
        capacity: (local ? cpus : config.executor?.queueSize ?: 100) as int,
        memoryMb: ("${memory}" as MemoryUnit).toMega(),
        margin: 1.0,
        early: 0,
        used: 0.0,
        left: 0.0,
        tasksLeft: 0.0,
        all: 0.0,
        running: [:],
        measured: [tasks: 0, estimated: 0.0, took: 0.0, squares: 0.0, products: 0.0],
        told: 0L,
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

// Slots do not end together, so that what the end waits for begins by half again earlier.
def leastMargin() {
    return 1.5
}

// In one half of the slots it begins earlier than that: by how much, PLAN has tried for some numbers of slots.
def marginOf(plan, capacity) {
    def margins = new groovy.json.JsonSlurper().parse(plan.resolve('plan.json')).margins
    return margins.findAll { slots, margin -> slots.toInteger() <= capacity }.max { entry -> entry.key.toInteger() }?.value ?: leastMargin()
}

// What a task takes of the machine: its processors, or its share of the memory where that is more.
def weightOf(members, turns) {
    def memory = turns.capacity * members.collect { job -> job.memoryMb }.max() / turns.memoryMb
    return [[members.collect { job -> job.cpus }.max(), memory].max(), turns.capacity].min()
}

// Takes note of a plan's jobs: of each task that trains or measures its weight, turn, minutes, and the least minutes from
// its begin to the end of the run.
def planTurns(turns, plan, jobs) {
    def least = [:]
    def after = [:]
    jobs.reverse().each { job ->
        least[job.id] = job.minutes + [after[job.id] ?: 0.0, job.minutesAfter / turns.capacity].max()
        job.needs.each { need -> after[need] = [after[need] ?: 0.0, least[job.id]].max() }
    }
    def tasks = jobs.findAll { job -> turns.given.containsKey(job.stage) }.groupBy { job -> job.task }.values()
    alone(turns) {
        turns.margin = marginOf(plan, turns.capacity)
        tasks.each { members ->
            def minutes = members.collect { job -> job.minutes }.sum()
            def weight = turns.local ? weightOf(members, turns) : 1
            def task = [
                first: members.first().stage == 'METRICS',
                figure: members.collect { job -> job.figure }.min(),
                least: members.collect { job -> least[job.id] }.max(),
                minutes: minutes,
                weight: weight
            ]
            members.each { job -> turns.jobs[job.id] = task }
            turns.left += weight * minutes
            turns.tasksLeft += weight
        }
        turns.all = turns.left
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
        .map { waited -> nextGiven(turns.given[waited]) }
        .filter { task -> task != null }
}

// The next task that may begin, or null if the run ends first.
def nextGiven(given) {
    try {
        return given.take()
    }
    catch (InterruptedException e) {
        return null
    }
}

// Outputs of tasks, [ids, outputs], each of which leaves its place to the next.
def endTurns(turns, made) {
    return made.map { ids, outputs ->
        alone(turns) {
            def task = turns.jobs[ids.first()]
            def begun = turns.running.remove(ids.first())
            def took = minutesSince(begun.since)
            // What comes from the cache tells nothing of how fast this run is.
            if (took > cachedMinutes()) {
                turns.measured = withTask(turns.measured, task.minutes, took)
            }
            turns.used -= task.weight
            turns.early -= begun.early ? 1 : 0
            giveTurns(turns)
        }
        [ids, outputs]
    }
}

// Lets those begin that can, one after the other.
def giveTurns(turns) {
    def next = turns.waiting ? nextTurn(turns) : null
    // A little, since shares of memory are rounded.
    def room = turns.capacity - turns.used + 0.001
    if (next && (next.of.weight <= room || (room > -1 && next.of.minutes < shortMinutes()))) {
        turns.waiting.remove(next)
        turns.used += next.of.weight
        turns.early += next.early ? 1 : 0
        turns.running[next.id] = [since: System.nanoTime(), early: next.early]
        turns.left -= next.of.weight * next.of.minutes
        turns.tasksLeft -= next.of.weight
        turns.given[next.stage].put(next.task)
        giveTurns(turns)
    }
}

// The one among those that wait whose turn it is, and whether it begins before it must.
def nextTurn(turns) {
    def share = turns.left / turns.capacity
    def margin = turns.early < turns.capacity.intdiv(2) ? turns.margin : leastMargin()
    def first = turns.waiting.findAll { entry -> entry.of.first }
    def awaited = turns.waiting.max { entry -> entry.of.least }
    def next = !first && margin * awaited.of.least >= share
        ? awaited
        : (first ?: turns.waiting).min { a, b -> a.of.figure <=> b.of.figure ?: b.of.least <=> a.of.least ?: a.id <=> b.id }
    next.early = !next.of.first && leastMargin() * next.of.least < share && turns.margin * next.of.least >= share
    return next
}

// How far a run is, in a line, or null if it was told ten seconds ago.
def progressOf(turns, built, planned) {
    def said = null
    alone(turns) {
        if (System.currentTimeMillis() - turns.told > 10000) {
            turns.told = System.currentTimeMillis()
            said = progress(turns, built, planned)
        }
    }
    return said
}

// How far a run is, in a line, and the ids of the jobs that the executor has.
def standingOf(turns, built, planned) {
    def standing = [:]
    alone(turns) {
        def running = turns.running.keySet().collect { id -> turns.jobs[id] }
        standing.line = progress(turns, built, planned)
        standing.running = turns.jobs.findAll { id, task -> running.any { one -> one.is(task) } }.collect { id, task -> id }
    }
    return standing
}

// Sums over tasks of how long each was estimated to take and took, of which a line is made.
def withTask(sums, estimated, took) {
    return [
        tasks: sums.tasks + 1,
        estimated: sums.estimated + estimated,
        took: sums.took + took,
        squares: sums.squares + estimated * estimated,
        products: sums.products + estimated * took
    ]
}

// Minutes that each task of this run takes whatever it does, and minutes that it takes for each that is estimated: by
// least squares over its tasks so far. The first tasks are short, and most of their time is the start of Java; so a task
// of a twentieth of the plan's work counts among them as if it had taken what was estimated.
def speedOf(turns) {
    def trusted = [turns.all / 20, 0.001].max()
    def sums = withTask(turns.measured, trusted, trusted)
    def spread = sums.tasks * sums.squares - sums.estimated * sums.estimated
    def slope = spread > 0 ? (sums.tasks * sums.products - sums.estimated * sums.took) / spread : -1
    def each = spread > 0 ? (sums.took - slope * sums.estimated) / sums.tasks : -1
    return slope > 0 && each >= 0 ? [each: each, slope: slope] : [each: 0.0, slope: sums.took / sums.estimated]
}

// The time left is that of the plan's estimate, corrected by how long this run's own tasks took.
def progress(turns, built, planned) {
    def known = turns.measured.tasks > 0
    def speed = speedOf(turns)
    def begun = turns.running.collect { id, run ->
        def task = turns.jobs[id]
        def whole = speed.each + speed.slope * task.minutes
        def part = [1.0, minutesSince(run.since) / whole].min()
        [estimated: task.weight * (1 - part) * task.minutes, time: task.weight * (1 - part) * whole]
    }
    def left = turns.left + (begun.collect { task -> task.estimated }.sum() ?: 0.0)
    def time = speed.slope * turns.left + speed.each * turns.tasksLeft + (begun.collect { task -> task.time }.sum() ?: 0.0)
    def share = turns.all > 0 ? Math.floor(100 * (1 - left / turns.all)) as int : 100
    // No chain of tasks is shorter for slots that have nothing to do.
    def chains = turns.waiting.collect { entry -> speed.slope * entry.of.least } + [time / turns.capacity]
    def minutes = Math.ceil(chains.max() as double) as long
    def words = minutes < 90 ? "${minutes} min" : "${Math.round(minutes / 60 as double)} h"
    return "${built} of ${planned} figures, ${share} % of the estimated work" + (known && minutes > 0 ? ", some ${words} left" : '')
}
