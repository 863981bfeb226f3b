# Flags of every target. Linked as auth_compiler_settings.
add_library(auth_compiler_settings INTERFACE)
target_compile_options(auth_compiler_settings INTERFACE
    -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor
    # TRY is a statement expression: see shared/core/Result.h.
    -Wno-gnu-statement-expression
    -fno-omit-frame-pointer
    -ffile-prefix-map=${CMAKE_SOURCE_DIR}=. -ffile-prefix-map=${CMAKE_BINARY_DIR}=build)
if(AUTH_WERROR)
    target_compile_options(auth_compiler_settings INTERFACE -Werror)
endif()
target_compile_definitions(auth_compiler_settings INTERFACE
    _GLIBCXX_ASSERTIONS QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_KEYWORDS QT_NO_FOREACH
    QT_DISABLE_DEPRECATED_BEFORE=0x060400)
if(AUTH_SANITIZE)
    target_compile_options(auth_compiler_settings INTERFACE -fsanitize=address,undefined -fno-sanitize-recover=undefined)
    target_link_options(auth_compiler_settings INTERFACE -fsanitize=address,undefined)
else()
    target_compile_options(auth_compiler_settings INTERFACE -fstack-protector-strong)
    target_compile_definitions(auth_compiler_settings INTERFACE $<$<CONFIG:Release>:_FORTIFY_SOURCE=2>)
endif()

find_program(AUTH_LLD NAMES ld.lld-19 ld.lld)
if(AUTH_LLD AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
    target_link_options(auth_compiler_settings INTERFACE -fuse-ld=lld)
endif()

# The cache must hit across checkouts: paths are made relative to the source root.
find_program(AUTH_CCACHE ccache)
if(AUTH_CCACHE)
    set(AUTH_CCACHE_COMMAND ${CMAKE_COMMAND} -E env CCACHE_BASEDIR=${CMAKE_SOURCE_DIR} CCACHE_NOHASHDIR=1 ${AUTH_CCACHE})
    set(CMAKE_C_COMPILER_LAUNCHER ${AUTH_CCACHE_COMMAND})
    set(CMAKE_CXX_COMPILER_LAUNCHER ${AUTH_CCACHE_COMMAND})
endif()
