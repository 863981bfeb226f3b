# Generates the admin API's C++ from resources/openapi, for clients (auth_api) and for the server (AUTH_API_SERVER_*).
set(AUTH_API_OUTPUT ${CMAKE_BINARY_DIR}/generated/api)
file(GLOB openapi_files CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/resources/openapi/*.yaml)
set(api_client_files Schemas.h Schemas.cpp Operations.h Operations.cpp AdminClient.h AdminClient.cpp)
set(api_server_files Handlers.h Routes.h Routes.cpp OpenApiDocument.cpp)
list(TRANSFORM api_client_files PREPEND ${AUTH_API_OUTPUT}/api/)
list(TRANSFORM api_server_files PREPEND ${AUTH_API_OUTPUT}/admin/)
# The generator leaves what has not changed alone: the stamp is what tells ninja that it ran.
add_custom_command(OUTPUT ${AUTH_API_OUTPUT}/stamp
    BYPRODUCTS ${api_client_files} ${api_server_files} ${AUTH_API_OUTPUT}/openapi.json
    COMMAND ${Python3_EXECUTABLE} ${CMAKE_CURRENT_SOURCE_DIR}/api/generate.py ${CMAKE_SOURCE_DIR}/resources/openapi
        ${AUTH_API_OUTPUT} ${PROJECT_VERSION}
    COMMAND ${CMAKE_COMMAND} -E touch ${AUTH_API_OUTPUT}/stamp
    DEPENDS ${openapi_files} ${CMAKE_CURRENT_SOURCE_DIR}/api/generate.py
    COMMENT "Generating the admin API"
    VERBATIM)
add_custom_target(auth_api_generate DEPENDS ${AUTH_API_OUTPUT}/stamp)
set_source_files_properties(${api_client_files} ${api_server_files} PROPERTIES GENERATED TRUE SKIP_AUTOMOC TRUE)

file(GLOB api_sources CONFIGURE_DEPENDS api/*.cpp api/*.h)
add_library(auth_api STATIC ${api_sources} ${api_client_files})
add_dependencies(auth_api auth_api_generate)
target_include_directories(auth_api PUBLIC ${AUTH_API_OUTPUT})
target_link_libraries(auth_api PUBLIC auth_core Qt6::Network)

# For server/CMakeLists.txt: GENERATED is a property of a directory.
set(AUTH_API_SERVER_FILES ${api_server_files} PARENT_SCOPE)
