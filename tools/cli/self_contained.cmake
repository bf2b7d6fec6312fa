# Starting up is most of what a small job takes, and most of that is the dynamic linker's work for ICU, Boost and the
# C++ library. So the program is linked from the archives that Debian's -dev packages have, all of it, and loaded at a
# random address like any other (static PIE). Where an archive is missing, or with -DHEXAPLA_SELF_CONTAINED=OFF, it
# uses shared libraries. The library's packages are not touched by this: who uses the rooms links as they like.
#
# libgit2's archive could talk to servers, and would bring TLS and SSH, with OpenSSL, into the program: some six
# megabytes and, through their relocations, a hundred page faults at every start. We only read what is on the disk, so
# without_network.cpp stands in for that part of it. It names functions inside of libgit2 1.5; whether they are what
# the archive at hand asks for is tried out first.
option(HEXAPLA_SELF_CONTAINED "link the program without shared libraries" ON)

set(HEXAPLA_WITHOUT_NETWORK_SOURCE ${CMAKE_CURRENT_LIST_DIR}/self_contained/without_network.cpp)

# Sets HEXAPLA_WITHOUT_NETWORK: a program that uses libgit2 links, and runs, with what stands in for the network.
function(hexapla_try_without_network archives)
  if(DEFINED HEXAPLA_WITHOUT_NETWORK)
    return()
  endif()
  set(folder ${CMAKE_CURRENT_BINARY_DIR}/without_network)
  file(WRITE ${folder}/try.cpp "#include <git2.h>\nint main() { return git_libgit2_init() == 1 ? 0 : 1; }\n")
  try_run(ran linked ${folder} SOURCES ${folder}/try.cpp ${HEXAPLA_WITHOUT_NETWORK_SOURCE}
    LINK_OPTIONS -static-pie LINKER:--no-warnings LINK_LIBRARIES ${archives}
    CMAKE_FLAGS -DINCLUDE_DIRECTORIES=${LIBGIT2_INCLUDE_DIR} -DCMAKE_POSITION_INDEPENDENT_CODE=ON)
  set(works OFF)
  if(linked AND ran EQUAL 0)
    set(works ON)
  endif()
  set(HEXAPLA_WITHOUT_NETWORK ${works} CACHE INTERNAL "libgit2's archive links without its network part")
endfunction()

# Links `target` with archives, or else with the shared libraries given behind it (the rooms bring theirs).
function(hexapla_link_archives target)
  set(archives "")
  set(possible ${HEXAPLA_SELF_CONTAINED})
  if(HEXAPLA_SANITIZE OR HEXAPLA_FUZZ OR NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    set(possible OFF)
  endif()
  # Users before what they use.
  foreach(name cmark-gfm-extensions cmark-gfm boost_locale boost_thread yaml-cpp git2 http_parser mbedcrypto pcre2-8 z expat sqlite3 m icui18n icuuc icudata stdc++ c)
    if(NOT possible)
      break()
    endif()
    execute_process(COMMAND ${CMAKE_CXX_COMPILER} -print-file-name=lib${name}.a OUTPUT_VARIABLE file
                    OUTPUT_STRIP_TRAILING_WHITESPACE)
    if(IS_ABSOLUTE "${file}")
      list(APPEND archives ${file})
    else()
      message(STATUS "${target}: there is no lib${name}.a; linked with shared libraries")
      set(possible OFF)
    endif()
  endforeach()
  if(possible)
    list(POP_BACK archives)  # the compiler adds the last two by itself
    list(POP_BACK archives)
    hexapla_try_without_network("${archives}")
    if(NOT HEXAPLA_WITHOUT_NETWORK)
      message(STATUS "${target}: another libgit2 than is known here; linked with shared libraries")
      set(possible OFF)
    endif()
  endif()
  if(NOT possible)
    target_link_libraries(${target} PRIVATE ${ARGN})
    return()
  endif()
  target_sources(${target} PRIVATE ${HEXAPLA_WITHOUT_NETWORK_SOURCE})
  set_property(TARGET ${target} PROPERTY HEXAPLA_ARCHIVES ON)
  target_link_libraries(${target} PRIVATE ${archives})
  # ICU could load plug-ins if it were asked to, of which the linker warns.
  target_link_options(${target} PRIVATE -static-pie LINKER:--no-warnings)
endfunction()
