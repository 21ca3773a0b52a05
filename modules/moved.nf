// Results that were moved or copied, with the work folder and .nextflow beside them: Nextflow's cache names the folder of
// each task as it was, and would do everything again. A task's folder is called by the digest of all that the task is made
// from, so what lies under that name here is the same wherever it lay before.

// Lets the cache find what lies in this work folder; returns how many tasks were found again.
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

// Whether the cache looked elsewhere for a task, where there is nothing any more, and looks here now.
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

// The same as a line; a Nextflow whose cache is another one goes on without.
def sayMoved() {
    try {
        def found = findMoved()
        if (found) {
            println("Found again in ${workflow.workDir}, which lay elsewhere before: ${found} tasks")
        }
    }
    catch (Exception e) {
        println("Tasks whose folders were moved cannot be found again: ${e.message ?: e}")
    }
}
