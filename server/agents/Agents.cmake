# uap-core's expressions as a table.
find_file(AUTH_UAP_CORE regexes.yaml PATHS /usr/share/uap-core NO_DEFAULT_PATH REQUIRED)
set(agents_expressions ${CMAKE_CURRENT_BINARY_DIR}/generated/AgentExpressions.cpp)
add_custom_command(OUTPUT ${agents_expressions}
    COMMAND Python3::Interpreter ${CMAKE_CURRENT_LIST_DIR}/expressions.py ${agents_expressions} ${AUTH_UAP_CORE}
    DEPENDS ${CMAKE_CURRENT_LIST_DIR}/expressions.py ${AUTH_UAP_CORE}
    COMMENT "Writing uap-core's expressions" VERBATIM)
set_source_files_properties(${agents_expressions} PROPERTIES GENERATED ON SKIP_AUTOMOC ON)
target_sources(auth_server PRIVATE ${agents_expressions})
