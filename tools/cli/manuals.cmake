# Manual pages from the program itself, so that they say what --help says: hexapla(1) and one for each command, in
# English and in every language of the program's catalogs.
set(manual_commands init extract update merge status report build diff impact accept touch verify format memory pretranslate git-merge git-textconv)

# manuals(LANGUAGE FOLDER): LANGUAGE is empty for English.
function(hexapla_manuals language folder)
  set(root ${CMAKE_CURRENT_BINARY_DIR}/man/${folder})
  set(pages "")
  set(speak ${CMAKE_COMMAND} -E env LC_ALL=C.UTF-8 LANGUAGE=${language} $<TARGET_FILE:hexapla> help --man)
  foreach(command hexapla ${manual_commands})
    if(command STREQUAL "hexapla")
      set(page ${root}/hexapla.1)
      set(about "")
    else()
      set(page ${root}/hexapla-${command}.1)
      set(about ${command})
    endif()
    add_custom_command(OUTPUT ${page}
      COMMAND ${CMAKE_COMMAND} -E make_directory ${root}
      COMMAND sh -c "\"$@\" > \"$0.new\" && mv \"$0.new\" \"$0\"" ${page} ${speak} ${about}
      DEPENDS hexapla ${program_compiled} VERBATIM COMMENT "")
    list(APPEND pages ${page})
  endforeach()
  string(MAKE_C_IDENTIFIER "program_manuals_${folder}" target)
  add_custom_target(${target} ALL DEPENDS ${pages})
  install(FILES ${pages} DESTINATION ${CMAKE_INSTALL_MANDIR}/${folder})
endfunction()

hexapla_manuals(en man1)
foreach(language ${program_languages})
  hexapla_manuals(${language} ${language}/man1)
endforeach()
