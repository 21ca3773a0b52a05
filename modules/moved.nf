// Results that were moved or copied together with the work folder and .nextflow. Nextflow's cache holds the former path of
// each task's folder and would run every task again. The name of that folder is a digest of everything that the task is
// made from, so a folder of this name is the right one at any path.

// Makes the cache find the tasks in this work folder, and returns how many it found.
def findMoved() {
    if (!workflow.resume || workflow.workDir.scheme != 'file' || !workflow.workDir.exists()) {
        return 0
    }
    def store = workflow.session.cache.store
    return foldersOfTasks(workflow.workDir).count { folder -> isFoundAgain(store, folder) }
}

def foldersOfTasks(work) {
    def starts = work.toFile().listFiles()?.findAll { one -> one.name ==~ /[0-9a-f]{2}/ && one.directory } ?: []
    return starts.collectMany { start -> start.listFiles()?.findAll { one -> one.name ==~ /[0-9a-f]{30}/ } ?: [] }
}

// Whether the cache had another path for a task, at which there is nothing any more, and has this one now.
def isFoundAgain(store, folder) {
    def key = com.google.common.hash.HashCode.fromString(folder.parentFile.name + folder.name)
    def kept = store.getEntry(key)
    if (!kept) {
        return false
    }
    def entry = nextflow.util.KryoHelper.deserialize(kept)
    def trace = nextflow.trace.TraceRecord.deserialize(entry[0])
    if (trace.workDir == "${folder}" || new File(trace.workDir).exists()) {
        return false
    }
    trace.store.workdir = "${folder}".toString()
    entry[0] = trace.serialize()
    store.putEntry(key, nextflow.util.KryoHelper.serialize(entry))
    return true
}

// Does so and prints a line. With a Nextflow whose cache is stored in another way, the run goes on without.
def sayMoved() {
    try {
        def found = findMoved()
        if (found) {
            println("The work folder was moved to ${workflow.workDir}; tasks that the cache finds there: ${found}")
        }
    }
    catch (Exception e) {
        println("Tasks in a work folder that was moved cannot be found: ${e.message ?: e}")
    }
}
