#pragma once

#include <sqlite3.h>

/// Counts no memory any more: the counter's lock is the one thing that all connections of a program share. Swift cannot
/// call `sqlite3_config`, which takes any number of arguments. To be called before the first connection opens.
static inline int sqlite3_count_no_memory(void) {
    return sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}
