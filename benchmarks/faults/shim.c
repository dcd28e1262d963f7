/* Counts the file calls that a program makes under chosen folders, and lets the N-th one fail.

   Loaded with LD_PRELOAD. Settings come from the environment when the library is loaded, or from
   pmcoach_faults_arm() at any later time:

     FAULTS_ROOTS   folders, separated by colons; only paths in them are counted
     FAULTS_LOG     a file that gets a line for each counted call: number, call, path
     FAULTS_AT      the number of the call to fail, from 1; 0 counts only
     FAULTS_ERRNO   the error it fails with; 0 kills the process with SIGKILL before the call
     FAULTS_ALWAYS  1: every counted call from that one on fails
     FAULTS_READS   1: calls that only read are counted too

   A failing close still closes, and a failing write takes half of its bytes before, as a full disk
   does. */

#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define MOST_ROOTS 8
#define MOST_FILES 4096
#define READER 1
#define WRITER 2

static char roots[MOST_ROOTS][PATH_MAX];
static int root_count, log_file = -1, fail_errno, always, count_reads;
static long fail_at, counted;
static char opened[MOST_FILES];
static char opened_paths[MOST_FILES][PATH_MAX];

#define REAL(name) \
    static __typeof__(&name) real; \
    if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

static int is_inside(const char *path) {
    char joined[PATH_MAX * 2];
    if (!root_count || !path) return 0;
    if (path[0] != '/') {
        char here[PATH_MAX];
        if (syscall(SYS_getcwd, here, sizeof here) < 0) return 0;
        snprintf(joined, sizeof joined, "%s/%s", here, path);
        path = joined;
    }
    for (int i = 0; i < root_count; i++) {
        size_t length = strlen(roots[i]);
        if (!strncmp(path, roots[i], length) && (path[length] == '/' || !path[length])) return 1;
    }
    return 0;
}

/* A path that is relative to an open folder counts where that folder does. */
static int is_inside_at(int folder, const char *path) {
    if (path && path[0] != '/' && folder >= 0) return folder < MOST_FILES && opened[folder];
    return is_inside(path);
}

/* Counts a call; returns 1 where it has to fail, with errno set. */
static int count_call(const char *call, const char *path) {
    long number = __sync_add_and_fetch(&counted, 1);
    if (log_file >= 0) {
        char line[PATH_MAX + 64];
        int length = snprintf(line, sizeof line, "%ld\t%s\t%s\n", number, call, path);
        syscall(SYS_write, log_file, line, (size_t)length);
    }
    if (!fail_at || (always ? number < fail_at : number != fail_at)) return 0;
    if (!fail_errno) kill(getpid(), SIGKILL);
    errno = fail_errno;
    return 1;
}

static void remember(int file, char kind, const char *path) {
    if (file < 0 || file >= MOST_FILES) return;
    snprintf(opened_paths[file], PATH_MAX, "%s", path);
    opened[file] = kind;
}

static int is_folder(const char *path) {
    struct stat info;
    return syscall(SYS_newfstatat, AT_FDCWD, path, &info, 0) == 0 && S_ISDIR(info.st_mode);
}

static int is_counted_file(int file, char kind) {
    return root_count && file >= 0 && file < MOST_FILES && opened[file] == kind;
}

void pmcoach_faults_arm(const char *folders, const char *log, long at, int error, int from_then_on,
                        int reads) {
    root_count = 0;
    memset(opened, 0, sizeof opened);
    char copy[MOST_ROOTS * PATH_MAX];
    snprintf(copy, sizeof copy, "%s", folders ? folders : "");
    for (char *rest = copy, *one; (one = strsep(&rest, ":")) && root_count < MOST_ROOTS;)
        if (*one) snprintf(roots[root_count++], PATH_MAX, "%s", one);
    if (log_file >= 0) syscall(SYS_close, log_file);
    log_file = -1;
    if (log && *log) {
        int file = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND, 0600);
        log_file = (int)syscall(SYS_fcntl, file, F_DUPFD_CLOEXEC, 500);
        syscall(SYS_close, file);
    }
    counted = 0;
    fail_at = at;
    fail_errno = error;
    always = from_then_on;
    count_reads = reads;
}

static long number_from(const char *name) {
    const char *text = getenv(name);
    return text ? atol(text) : 0;
}

__attribute__((constructor)) static void arm_from_environment(void) {
    if (getenv("FAULTS_ROOTS"))
        pmcoach_faults_arm(getenv("FAULTS_ROOTS"), getenv("FAULTS_LOG"), number_from("FAULTS_AT"),
                           (int)number_from("FAULTS_ERRNO"), (int)number_from("FAULTS_ALWAYS"),
                           (int)number_from("FAULTS_READS"));
}

/* Opening and closing */

#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        REAL(name); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = (mode_t)va_arg(rest, int); \
        va_end(rest); \
        if (!is_inside(path)) return real(path, flags, mode); \
        int writes = (flags & O_ACCMODE) != O_RDONLY || flags & (O_CREAT | O_TRUNC); \
        /* A folder is opened by itself only to be flushed. */ \
        int flushes = !writes && is_folder(path); \
        if ((writes || flushes || count_reads) && \
            count_call(writes ? "open" : flushes ? "open-folder" : "open-read", path)) \
            return -1; \
        int file = real(path, flags, mode); \
        remember(file, writes || flushes ? WRITER : READER, path); \
        return file; \
    }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
    int name(int folder, const char *path, int flags, ...) { \
        REAL(name); \
        va_list rest; \
        va_start(rest, flags); \
        mode_t mode = (mode_t)va_arg(rest, int); \
        va_end(rest); \
        if (!is_inside_at(folder, path)) return real(folder, path, flags, mode); \
        int writes = (flags & O_ACCMODE) != O_RDONLY || flags & (O_CREAT | O_TRUNC); \
        if ((writes || count_reads) && count_call(writes ? "open" : "open-read", path)) return -1; \
        int file = real(folder, path, flags, mode); \
        remember(file, writes ? WRITER : READER, path); \
        return file; \
    }
OPENAT(openat)
OPENAT(openat64)

int close(int file) {
    REAL(close);
    int is_writer = is_counted_file(file, WRITER);
    int fails = is_writer && count_call("close", opened_paths[file]);
    if (file >= 0 && file < MOST_FILES) opened[file] = 0;
    int error = errno, outcome = real(file);
    if (!fails) return outcome;
    errno = error;
    return -1;
}

/* What is done with an open file */

ssize_t write(int file, const void *bytes, size_t size) {
    REAL(write);
    if (is_counted_file(file, WRITER) && count_call("write", opened_paths[file])) {
        int error = errno;
        if (size > 1) (void)!real(file, bytes, size / 2);
        errno = error;
        return -1;
    }
    return real(file, bytes, size);
}

#define ON_FILE(type, name, kind, reads, declared, passed) \
    type name declared { \
        REAL(name); \
        if (is_counted_file(file, kind) && (!(reads) || count_reads) && \
            count_call(#name, opened_paths[file])) \
            return -1; \
        return real passed; \
    }
ON_FILE(ssize_t, pwrite, WRITER, 0, (int file, const void *bytes, size_t size, off_t at),
        (file, bytes, size, at))
ON_FILE(ssize_t, pwrite64, WRITER, 0, (int file, const void *bytes, size_t size, off64_t at),
        (file, bytes, size, at))
ON_FILE(int, fsync, WRITER, 0, (int file), (file))
ON_FILE(int, fdatasync, WRITER, 0, (int file), (file))
ON_FILE(int, fchmod, WRITER, 0, (int file, mode_t mode), (file, mode))
ON_FILE(int, ftruncate, WRITER, 0, (int file, off_t size), (file, size))
ON_FILE(int, ftruncate64, WRITER, 0, (int file, off64_t size), (file, size))
ON_FILE(int, flock, WRITER, 0, (int file, int operation), (file, operation))
ON_FILE(ssize_t, read, READER, 1, (int file, void *bytes, size_t size), (file, bytes, size))

/* What is done with a path */

#define ON_PATH(type, failed, name, reads, declared, passed) \
    type name declared { \
        REAL(name); \
        if (is_inside(path) && (!(reads) || count_reads) && count_call(#name, path)) \
            return failed; \
        return real passed; \
    }
ON_PATH(int, -1, unlink, 0, (const char *path), (path))
ON_PATH(int, -1, rmdir, 0, (const char *path), (path))
ON_PATH(int, -1, mkdir, 0, (const char *path, mode_t mode), (path, mode))
ON_PATH(int, -1, chmod, 0, (const char *path, mode_t mode), (path, mode))
ON_PATH(int, -1, truncate, 0, (const char *path, off_t size), (path, size))
ON_PATH(int, -1, truncate64, 0, (const char *path, off64_t size), (path, size))
ON_PATH(int, -1, rename, 0, (const char *path, const char *to), (path, to))
ON_PATH(int, -1, link, 0, (const char *path, const char *to), (path, to))
ON_PATH(DIR *, NULL, opendir, 1, (const char *path), (path))
ON_PATH(int, -1, stat, 1, (const char *path, struct stat *info), (path, info))
ON_PATH(int, -1, stat64, 1, (const char *path, struct stat64 *info), (path, info))
ON_PATH(int, -1, lstat, 1, (const char *path, struct stat *info), (path, info))
ON_PATH(int, -1, lstat64, 1, (const char *path, struct stat64 *info), (path, info))

#define ON_PATH_AT(name, declared, passed) \
    int name declared { \
        REAL(name); \
        if (is_inside_at(folder, path) && count_call(#name, path)) return -1; \
        return real passed; \
    }
ON_PATH_AT(unlinkat, (int folder, const char *path, int flags), (folder, path, flags))
ON_PATH_AT(mkdirat, (int folder, const char *path, mode_t mode), (folder, path, mode))
ON_PATH_AT(fchmodat, (int folder, const char *path, mode_t mode, int flags),
           (folder, path, mode, flags))
ON_PATH_AT(renameat, (int folder, const char *path, int to_folder, const char *to),
           (folder, path, to_folder, to))
ON_PATH_AT(renameat2,
           (int folder, const char *path, int to_folder, const char *to, unsigned int flags),
           (folder, path, to_folder, to, flags))
ON_PATH_AT(linkat, (int folder, const char *path, int to_folder, const char *to, int flags),
           (folder, path, to_folder, to, flags))
