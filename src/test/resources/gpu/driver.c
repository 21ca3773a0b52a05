/*
 * Stands in for the driver of a GPU, libcuda.so.1: it says that there is one, and no more. That is enough for TensorFlow to
 * open every library that it needs for one, and then to find that nothing can be computed on it.
 */
#include <stddef.h>
#include <string.h>

enum { CLOCK_KHZ = 13, PROCESSORS = 16, MAJOR = 75, MINOR = 76 };

static void *current;
static int context;

int cuInit(unsigned flags) { return 0; }
int cuDriverGetVersion(int *version) { *version = 12060; return 0; }
int cuDeviceGetCount(int *count) { *count = 1; return 0; }
int cuDeviceGet(int *device, int ordinal) { *device = ordinal; return 0; }
int cuDeviceGetName(char *name, int length, int device) { strncpy(name, "Stand-in", length); return 0; }
int cuDeviceGetPCIBusId(char *id, int length, int device) { strncpy(id, "0000:00:00.0", length); return 0; }
int cuDeviceTotalMem_v2(size_t *bytes, int device) { *bytes = (size_t)1 << 34; return 0; }
int cuMemGetInfo_v2(size_t *free, size_t *total) { *free = *total = (size_t)1 << 34; return 0; }
int cuDevicePrimaryCtxGetState(int device, unsigned *flags, int *active) { *flags = 0; *active = 0; return 0; }
int cuDevicePrimaryCtxSetFlags_v2(int device, unsigned flags) { return 0; }
int cuDevicePrimaryCtxRetain(void **made, int device) { *made = &context; return 0; }
int cuDevicePrimaryCtxRelease_v2(int device) { return 0; }
int cuCtxSetCurrent(void *made) { current = made; return 0; }
int cuCtxGetCurrent(void **made) { *made = current; return 0; }
int cuCtxGetDevice(int *device) { *device = 0; return 0; }
int cuDeviceCanAccessPeer(int *can, int device, int peer) { *can = 0; return 0; }
int cuGetErrorName(int error, const char **name) { *name = "STAND_IN"; return 0; }
int cuGetErrorString(int error, const char **text) { *text = "a stand-in for a driver computes nothing"; return 0; }

int cuDeviceGetAttribute(int *value, int attribute, int device) {
  switch (attribute) {
    case MAJOR: *value = 9; break;
    case MINOR: *value = 0; break;
    case PROCESSORS: *value = 100; break;
    case CLOCK_KHZ: *value = 1000000; break;
    default: *value = 1024;
  }
  return 0;
}
