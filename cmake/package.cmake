# cmake --install: the rooms as libraries with their headers, and a package, so that find_package(hexapla) gives
# hexapla::pages, hexapla::catalogs, hexapla::localize… and hexapla_localize(). The program, its catalogs and manual pages are tools/cli's.
include(CMakePackageConfigHelpers)

get_property(rooms GLOBAL PROPERTY HEXAPLA_ROOMS)
list(TRANSFORM rooms PREPEND hexapla_ OUTPUT_VARIABLE libraries)
set(package ${CMAKE_INSTALL_LIBDIR}/cmake/hexapla)

install(TARGETS ${libraries} EXPORT hexaplaTargets ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(DIRECTORY tools/hexapla DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")
install(EXPORT hexaplaTargets NAMESPACE hexapla:: DESTINATION ${package})

set(HEXAPLA_INSTALLED ${CMAKE_INSTALL_BINDIR}/hexapla)
configure_package_config_file(cmake/hexaplaConfig.cmake.in ${CMAKE_CURRENT_BINARY_DIR}/hexaplaConfig.cmake
  INSTALL_DESTINATION ${package} PATH_VARS HEXAPLA_INSTALLED)
write_basic_package_version_file(${CMAKE_CURRENT_BINARY_DIR}/hexaplaConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/hexaplaConfig.cmake ${CMAKE_CURRENT_BINARY_DIR}/hexaplaConfigVersion.cmake
  cmake/FindLibgit2.cmake cmake/HexaplaLocalize.cmake DESTINATION ${package})
install(FILES LICENSE README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
