// How the program takes memory from the system.
#pragma once

namespace hexapla::cli {

/// Called once, before anything large is allocated. Catalogs and pages are read whole, so a run touches megabytes once
/// and ends: the kernel's work for each first touch of a page of 4 KiB is then a good part of the whole run. This asks
/// for pages of 2 MiB below the heap, which the kernel may or may not grant, and keeps freed memory for the next page
/// or catalog. Costs address space, not memory.
void prefer_large_pages();

/// For work in small pieces on several threads, which would wait for each other's at one heap. Before they start.
void give_threads_heaps();

}  // namespace hexapla::cli
