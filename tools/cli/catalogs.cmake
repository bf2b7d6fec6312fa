# The program's own catalogs: locales/program/LANG.po -> build/locale/LANG/LC_MESSAGES/hexapla.mo, where the program
# finds them beside its folder, and share/locale when installed.
find_program(MSGFMT msgfmt REQUIRED)
get_filename_component(program_locale_dir ${CMAKE_CURRENT_BINARY_DIR}/../locale ABSOLUTE)
file(GLOB program_sources CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/locales/program/*.po)
set(program_languages "")
set(program_compiled "")
foreach(catalog ${program_sources})
  get_filename_component(language ${catalog} NAME_WE)
  set(folder ${program_locale_dir}/${language}/LC_MESSAGES)
  add_custom_command(OUTPUT ${folder}/hexapla.mo
    COMMAND ${CMAKE_COMMAND} -E make_directory ${folder}
    COMMAND ${MSGFMT} --check -o ${folder}/hexapla.mo ${catalog}
    DEPENDS ${catalog} COMMENT "Compiling the program's catalog: ${language}" VERBATIM)
  list(APPEND program_compiled ${folder}/hexapla.mo)
  list(APPEND program_languages ${language})
  install(FILES ${folder}/hexapla.mo DESTINATION ${CMAKE_INSTALL_LOCALEDIR}/${language}/LC_MESSAGES)
endforeach()
add_custom_target(program_catalogs ALL DEPENDS ${program_compiled})
add_dependencies(hexapla program_catalogs)
