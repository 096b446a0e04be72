// retailsim-dynamics serve: a saved model and a state of customers as an HTTP service.
#include <cstdio>
#include <memory>
#include <stdexcept>

#include <arpa/inet.h>

#include <retailsim/core/error.hpp>

#include "commands.hpp"
#include "customer_state.hpp"
#include "saved_model.hpp"
#include "serve_http.hpp"
#include "serve_service.hpp"
#include "support/exit_status.hpp"

namespace retailsim::dynamics {

namespace {

struct Options {
  std::filesystem::path model, state;
  std::string host = "127.0.0.1", token;
  int port = 8080, n_connections = 256, body_kib = 1024;
  double deadline = 10;
};

bool is_loopback(const std::string& host) {
  ::in_addr address{};
  return host == "localhost" || host == "::1" ||
         (::inet_pton(AF_INET, host.c_str(), &address) == 1 && (ntohl(address.s_addr) >> 24) == 127);
}

int run(const Options& options, const StopSignals& signals) {
  detail::in_range(options.port, 0, 65'535, "--port");
  detail::in_range(options.n_connections, 1, 900, "--connections");
  detail::in_range(options.body_kib, 1, 65'536, "--body-limit");
  detail::in_range(options.deadline, 0.1, 600, "--deadline");
  ForecastService service(load_saved_model(options.model), read_state(options.state), options.token);
  HttpServer server(options.host, options.port,
                    {.n_connections = options.n_connections,
                     .body_bytes = static_cast<std::size_t>(options.body_kib) << 10,
                     .request = std::chrono::milliseconds(static_cast<std::int64_t>(1000 * options.deadline))},
                    service);
  if (!is_loopback(options.host) && options.token.empty())
    std::fprintf(stderr, "anyone who reaches %s is served: --token would ask for one\n", options.host.c_str());
  std::printf("serving on http://%s:%d\n", options.host.c_str(), server.port());
  support::flush_standard_output();
  server.run(signals.token());
  std::printf("stopped\n");
  return support::exit_ok;
}

}  // namespace

Command add_serve(CLI::App& program) {
  auto options = std::make_shared<Options>();
  CLI::App* const app = program.add_subcommand("serve", "forecasts by HTTP, until Ctrl-C or SIGTERM");
  app->add_option("--model", options->model, "a file written by train")->type_name("FILE")->required();
  app->add_option("--state", options->state, "customers as train --state wrote them")->type_name("FILE")->required();
  app->add_option("--host", options->host, "address to listen on [127.0.0.1]")->type_name("ADDRESS");
  app->add_option("--port", options->port, "0: any that is free, which is printed [8080]");
  app->add_option("--token", options->token, "that clients must bring, but for /health; RETAILSIM_TOKEN holds it too")
      ->envname("RETAILSIM_TOKEN");
  app->add_option("--deadline", options->deadline, "seconds from a request's first byte to its reply's last [10]");
  app->add_option("--connections", options->n_connections, "at once; more are told 503 [256]");
  app->add_option("--body-limit", options->body_kib, "KiB of a request's body [1024]");
  return {app, [options](const StopSignals& signals) { return run(*options, signals); }};
}

}  // namespace retailsim::dynamics
