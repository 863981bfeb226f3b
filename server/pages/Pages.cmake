# What the pages need at build time: message ids from the templates, compiled texts, and everything as a resource.
find_library(AUTH_CTEMPLATE ctemplate REQUIRED)
target_link_libraries(auth_server PRIVATE ${AUTH_CTEMPLATE})

set(pages_resources ${CMAKE_SOURCE_DIR}/resources)
file(GLOB_RECURSE pages_templates CONFIGURE_DEPENDS ${pages_resources}/templates/*.html ${pages_resources}/mail/*.html)
file(GLOB pages_static CONFIGURE_DEPENDS ${pages_resources}/static/*)

# The output is only touched when it changes, so that a source file without texts rebuilds nothing else.
set(pages_messages ${CMAKE_CURRENT_BINARY_DIR}/generated/PageMessages.cpp)
add_custom_command(OUTPUT ${pages_messages}.stamp BYPRODUCTS ${pages_messages}
    COMMAND Python3::Interpreter ${CMAKE_CURRENT_LIST_DIR}/messages.py ${pages_messages} ${pages_resources} ${CMAKE_CURRENT_SOURCE_DIR}
    COMMAND ${CMAKE_COMMAND} -E touch ${pages_messages}.stamp
    DEPENDS ${CMAKE_CURRENT_LIST_DIR}/messages.py ${pages_templates} ${server_sources}
    COMMENT "Collecting the pages' message ids" VERBATIM)

set_source_files_properties(${CMAKE_SOURCE_DIR}/translations/pages_en.ts ${CMAKE_SOURCE_DIR}/translations/pages_de.ts
    PROPERTIES OUTPUT_LOCATION ${CMAKE_CURRENT_BINARY_DIR}/i18n)
qt_add_translation(pages_texts ${CMAKE_SOURCE_DIR}/translations/pages_en.ts ${CMAKE_SOURCE_DIR}/translations/pages_de.ts
    OPTIONS -silent)

set(pages_entries "")
foreach(file IN LISTS pages_templates pages_static)
    file(RELATIVE_PATH alias ${pages_resources} ${file})
    string(APPEND pages_entries "    <file alias=\"${alias}\">${file}</file>\n")
endforeach()
foreach(file IN LISTS pages_texts)
    get_filename_component(name ${file} NAME)
    string(APPEND pages_entries "    <file alias=\"i18n/${name}\">${file}</file>\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/generated/pages.qrc
    CONTENT "<RCC><qresource prefix=\"/\">\n${pages_entries}</qresource></RCC>\n")
set(pages_qrc_source ${CMAKE_CURRENT_BINARY_DIR}/generated/qrc_pages.cpp)
add_custom_command(OUTPUT ${pages_qrc_source}
    COMMAND Qt6::rcc --name pages --output ${pages_qrc_source} ${CMAKE_CURRENT_BINARY_DIR}/generated/pages.qrc
    DEPENDS ${CMAKE_CURRENT_BINARY_DIR}/generated/pages.qrc ${pages_templates} ${pages_static} ${pages_texts} VERBATIM)

add_custom_target(pages_messages DEPENDS ${pages_messages}.stamp)
add_dependencies(auth_server pages_messages)
set_source_files_properties(${pages_messages} PROPERTIES GENERATED ON)
set_source_files_properties(${pages_qrc_source} PROPERTIES SKIP_AUTOMOC ON COMPILE_OPTIONS -w)
target_sources(auth_server PRIVATE ${pages_messages} ${pages_qrc_source})

# Brings new ids into the .ts files and drops those that nothing names: cmake --build build/dev --target update_translations
add_custom_target(update_translations
    COMMAND Qt6::lupdate -locations none -no-obsolete ${pages_messages}
        -ts ${CMAKE_SOURCE_DIR}/translations/pages_en.ts ${CMAKE_SOURCE_DIR}/translations/pages_de.ts
    DEPENDS pages_messages VERBATIM)
