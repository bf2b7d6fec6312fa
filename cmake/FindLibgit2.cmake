# Libgit2::Libgit2, the shared or static library with its header: Debian's package has no CMake file of its own. Also
# installed beside hexaplaConfig.cmake, for who links the rooms.
find_path(LIBGIT2_INCLUDE_DIR git2.h)
find_library(LIBGIT2_LIBRARY git2)
mark_as_advanced(LIBGIT2_INCLUDE_DIR LIBGIT2_LIBRARY)
include(FindPackageHandleStandardArgs)
find_package_handle_standard_args(Libgit2 REQUIRED_VARS LIBGIT2_LIBRARY LIBGIT2_INCLUDE_DIR)
if(Libgit2_FOUND AND NOT TARGET Libgit2::Libgit2)
  add_library(Libgit2::Libgit2 UNKNOWN IMPORTED)
  set_target_properties(Libgit2::Libgit2 PROPERTIES IMPORTED_LOCATION ${LIBGIT2_LIBRARY}
    INTERFACE_INCLUDE_DIRECTORIES ${LIBGIT2_INCLUDE_DIR})
endif()
