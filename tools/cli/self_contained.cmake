# Starting up is most of what a small job takes, and most of that is the dynamic linker's work for ICU, Boost and the
# C++ library. So the program is linked from the archives that Debian's -dev packages have, all of it, and loaded at a
# random address like any other (static PIE). Where an archive is missing, or with -DHEXAPLA_SELF_CONTAINED=OFF, it
# uses shared libraries. The library's packages are not touched by this: who uses the rooms links as they like.
option(HEXAPLA_SELF_CONTAINED "link the program without shared libraries" ON)

# Links `target` with archives, or else with the shared libraries given behind it (the rooms bring theirs).
function(hexapla_link_archives target)
  set(archives "")
  set(possible ${HEXAPLA_SELF_CONTAINED})
  if(HEXAPLA_SANITIZE OR HEXAPLA_FUZZ OR NOT CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    set(possible OFF)
  endif()
  foreach(name boost_locale boost_thread yaml-cpp icui18n icuuc icudata stdc++ c)  # users before what they use
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
  if(NOT possible)
    target_link_libraries(${target} PRIVATE ${ARGN})
    return()
  endif()
  list(POP_BACK archives)  # the compiler adds the last two by itself
  list(POP_BACK archives)
  set_property(TARGET ${target} PROPERTY HEXAPLA_ARCHIVES ON)
  target_link_libraries(${target} PRIVATE ${archives})
  # ICU could load plug-ins if it were asked to, of which the linker warns.
  target_link_options(${target} PRIVATE -static-pie LINKER:--no-warnings)
endfunction()
