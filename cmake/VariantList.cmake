# auth_variant_list(target NAMESPACE auth::oauth TYPE Grant HEADER protocol/Grant.h DIRECTORY protocol/grants LIST grants)
#
# A variant is one file. Each `DIRECTORY/<wire_name>.cpp` defines
#     extern const TYPE <wire_name>_variant;
# in NAMESPACE, and this writes `std::span<const TYPE *const> LIST()` that names them all. Nobody edits a list:
# registration from static initialisers would be dropped by the linker in a static library.
function(auth_variant_list target)
    cmake_parse_arguments(ARG "" "NAMESPACE;TYPE;HEADER;DIRECTORY;LIST" "" ${ARGN})
    file(GLOB files CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/${ARG_DIRECTORY}/*.cpp)
    list(SORT files)
    set(declarations "")
    set(entries "")
    foreach(file IN LISTS files)
        get_filename_component(name ${file} NAME_WE)
        string(APPEND declarations "extern const ${ARG_TYPE} ${name}_variant;\n")
        string(APPEND entries "    &${name}_variant,\n")
    endforeach()
    set(output ${CMAKE_CURRENT_BINARY_DIR}/generated/${ARG_LIST}_list.cpp)
    file(CONFIGURE OUTPUT ${output} CONTENT
"// Written by cmake/VariantList.cmake from the files in ${ARG_DIRECTORY}.
#include \"${ARG_HEADER}\"

namespace ${ARG_NAMESPACE} {
${declarations}
std::span<const ${ARG_TYPE} *const> ${ARG_LIST}()
{
    static constexpr const ${ARG_TYPE} *list[] = {
${entries}    };
    return list;
}
}
")
    target_sources(${target} PRIVATE ${output})
endfunction()
