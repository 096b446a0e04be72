#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <stop_token>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace retailsim::dynamics {

struct HttpRequest {
  std::string method, path;                         ///< the path decoded
  std::multimap<std::string, std::string> query{};  ///< decoded
  std::string authorization{};                      ///< the header of that name
  std::string body{};                               ///< empty before it is read
};

struct HttpReply {
  int status = 200;
  std::string body;
  std::string type = "application/json";
  std::vector<std::pair<std::string, std::string>> headers{};
};

/// What answers requests; called from many threads at once.
class HttpHandler {
 public:
  virtual ~HttpHandler() = default;
  /// Whether the request's body is to be read: status 200, or else what is replied without reading it.
  virtual HttpReply admit(const HttpRequest& request) = 0;
  /// \param deadline  when the whole request must be done
  virtual HttpReply answer(const HttpRequest& request, std::chrono::steady_clock::time_point deadline) = 0;
  /// The reply to what the server itself refuses: 400, 408, 411, 413, 414, 415, 416, 431, 503.
  virtual HttpReply error(int status, std::string_view message) = 0;
  /// After each reply. \param request  with an empty method if it could not be read
  virtual void replied(const HttpRequest& request, int status, double seconds) = 0;
  virtual void connections(std::int64_t n_open) = 0;
};

struct HttpLimits {
  int n_connections = 256;                    ///< more are told 503
  std::size_t body_bytes = 1 << 20;           ///< longer ones are told 413
  std::size_t head_bytes = 16 << 10;          ///< of request line and headers: 431
  std::chrono::milliseconds request{10'000};  ///< from a request's first byte to the reply's last
  std::chrono::milliseconds idle{60'000};     ///< between requests of a connection
};

/// An HTTP/1.1 server over cpp-httplib, which parses and writes; connections, time and memory are kept here, as its own
/// server has a fixed pool of threads that idle connections occupy, a time limit for each read rather than for the
/// request (a client that sends a byte now and then is served for ever), none on chunked or compressed bodies, and a
/// backlog of five connections.
///
/// Each connection has a thread, so that nobody waits for the idle or slow connections of others; there are at most
/// `n_connections` of them, and a few more that are told so.
class HttpServer {
 public:
  /// Binds. \param port  0: any that is free
  /// \throws std::invalid_argument if the address cannot be listened on
  HttpServer(const std::string& host, int port, HttpLimits limits, HttpHandler& handler);
  ~HttpServer();

  int port() const;
  /// Serves until a stop is asked for, and what was begun until then to its end.
  void run(const std::stop_token& stop);

 private:
  class Implementation;
  std::unique_ptr<Implementation> self_;
};

}  // namespace retailsim::dynamics
