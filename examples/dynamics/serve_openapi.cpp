#include "serve_service.hpp"

namespace retailsim::dynamics {

const char* const openapi_text =
#include "serve_openapi.inc"
    ;

}  // namespace retailsim::dynamics
