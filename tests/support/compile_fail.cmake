# cmake -D compiler=... -D source=... -D includes=a;b -P compile_fail.cmake: see retailsim_add_compile_fail_test.
function(fail text)  # message(FATAL_ERROR) alone breaks lines
  message("${text}")
  message(FATAL_ERROR "the test failed")
endfunction()

file(STRINGS "${source}" lines LIMIT_COUNT 20 ENCODING UTF-8)
set(expected "")
set(flags "")
foreach(line IN LISTS lines)
  if(line MATCHES "^// expect: (.+)$")
    list(APPEND expected "${CMAKE_MATCH_1}")
  elseif(line MATCHES "^// flags: (.+)$")
    separate_arguments(more UNIX_COMMAND "${CMAKE_MATCH_1}")
    list(APPEND flags ${more})
  endif()
endforeach()
if(NOT expected)
  fail("${source}: no line starts with `// expect: `")
endif()

list(TRANSFORM includes PREPEND -I)
execute_process(
  COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C "${compiler}" -std=c++20 -fsyntax-only ${includes} ${flags} "${source}"
  RESULT_VARIABLE status ERROR_VARIABLE message OUTPUT_VARIABLE message)
if(status EQUAL 0)
  fail("${source}: compiled, though it must not")
endif()
foreach(text IN LISTS expected)
  string(FIND "${message}" "${text}" at)
  if(at EQUAL -1)
    fail("${source}: does not compile, but without the message\n  ${text}\nThe compiler said:\n${message}")
  endif()
endforeach()
