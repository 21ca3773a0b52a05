// The order in which tasks begin. Nextflow submits tasks as they become ready, so all students would be queued before the
// first measurement. Here tasks that train or measure wait for their turn instead, and the executor gets no more tasks than
// can run. Measurements go first, then the tasks that the end of the run waits for, then those that the next figure needs.
// 'lucky plan' (Schedule) estimates by the same rule.

// A task of at most this many minutes may wait in the executor's own queue, so that no slot is idle between two tasks.
def shortMinutes() {
    return 0.5
}

// A task that ends within this many minutes came from the cache: starting Java alone takes longer.
def cachedMinutes() {
    return 0.01
}

def minutesSince(nanoseconds) {
    return (System.nanoTime() - nanoseconds) / 60e9
}

// The state of the turns of a run, from Nextflow's configuration. If tasks share one machine, the capacity is its number of
// processors, and its memory is divided into as many parts. Otherwise the capacity is a number of tasks.
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

// Runs a step under the lock. The stricter syntax has no 'finally'.
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

// Slots do not end at the same time, so tasks that the end of the run waits for begin earlier by half.
def leastMargin() {
    return 1.5
}

// In one half of the slots such tasks begin even earlier. PLAN has tried the best margin for some numbers of slots.
def marginOf(plan, capacity) {
    def margins = new groovy.json.JsonSlurper().parse(plan.resolve('plan.json')).margins
    return margins.findAll { slots, margin -> slots.toInteger() <= capacity }.max { entry -> entry.key.toInteger() }?.value ?: leastMargin()
}

// The part of the machine that a task takes: its processors, or its share of the memory if that is more.
def weightOf(members, turns) {
    def memory = turns.capacity * members.collect { job -> job.memoryMb }.max() / turns.memoryMb
    return [[members.collect { job -> job.cpus }.max(), memory].max(), turns.capacity].min()
}

// Stores, for each task of the plan that trains or measures, its weight, turn and minutes, and the least number of minutes
// from its begin to the end of the run.
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

// Outputs of finished tasks, [ids, outputs]. Each frees its slot for the next task.
def endTurns(turns, made) {
    return made.map { ids, outputs ->
        alone(turns) {
            def task = turns.jobs[ids.first()]
            def begun = turns.running.remove(ids.first())
            def took = minutesSince(begun.since)
            // A task from the cache says nothing about the speed of this run.
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

// Lets waiting tasks begin, one after the other, while there is room.
def giveTurns(turns) {
    def next = turns.waiting ? nextTurn(turns) : null
    // A small tolerance, because shares of memory are rounded.
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

// The waiting task whose turn it is, and whether it begins before it must.
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

// A line with the progress of a run, or null if the last line is less than ten seconds old.
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

// A line with the progress of a run, and the ids of the jobs that the executor has.
def standingOf(turns, built, planned) {
    def standing = [:]
    alone(turns) {
        def running = turns.running.keySet().collect { id -> turns.jobs[id] }
        standing.line = progress(turns, built, planned)
        standing.running = turns.jobs.findAll { id, task -> running.any { one -> one.is(task) } }.collect { id, task -> id }
    }
    return standing
}

// Sums over tasks of their estimated and actual times, to which a line is fitted.
def withTask(sums, estimated, took) {
    return [
        tasks: sums.tasks + 1,
        estimated: sums.estimated + estimated,
        took: sums.took + took,
        squares: sums.squares + estimated * estimated,
        products: sums.products + estimated * took
    ]
}

// A fit by least squares over the tasks so far: the constant minutes of each task, and the minutes for each estimated
// minute. The first tasks are short, and starting Java is most of their time. So the fit also counts one imaginary task of a
// twentieth of the plan's work that took exactly its estimate.
def speedOf(turns) {
    def trusted = [turns.all / 20, 0.001].max()
    def sums = withTask(turns.measured, trusted, trusted)
    def spread = sums.tasks * sums.squares - sums.estimated * sums.estimated
    def slope = spread > 0 ? (sums.tasks * sums.products - sums.estimated * sums.took) / spread : -1
    def each = spread > 0 ? (sums.took - slope * sums.estimated) / sums.tasks : -1
    return slope > 0 && each >= 0 ? [each: each, slope: slope] : [each: 0.0, slope: sums.took / sums.estimated]
}

// The time left is the plan's estimate, corrected by the times of this run's own tasks.
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
    // Idle slots do not shorten a chain of tasks.
    def chains = turns.waiting.collect { entry -> speed.slope * entry.of.least } + [time / turns.capacity]
    def minutes = Math.ceil(chains.max() as double) as long
    def words = minutes < 90 ? "${minutes} min" : "${Math.round(minutes / 60 as double)} h"
    return "${built} of ${planned} figures, ${share} % of the estimated work" + (known && minutes > 0 ? ", about ${words} left" : '')
}
