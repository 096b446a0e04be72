#include "page.hpp"

#include <algorithm>
#include <cctype>
#include <string_view>

#include <fmt/format.h>

#include <retailsim/io/output_file.hpp>

#include "echarts_script.hpp"
#include "html.hpp"
#include "support/exit_status.hpp"

namespace retailsim::dynamics {
namespace {

using nlohmann::json;

bool is_number(std::string_view text) {
  return !text.empty() && (std::isdigit(static_cast<unsigned char>(text[0])) || text[0] == '-' || text[0] == '+') &&
         std::ranges::all_of(text, [](char c) {
           return std::isdigit(static_cast<unsigned char>(c)) ||
                  std::string_view("+-.,% e").find(c) != std::string_view::npos;
         });
}

constexpr std::string_view style =
    "body{font:15px/1.5 sans-serif;max-width:960px;margin:2em auto;padding:0 1em;color:#222}"
    "h1{font-size:1.6em}h2{font-size:1.2em;margin-top:2em;border-bottom:1px solid #ddd}"
    ".chart{width:100%;height:400px}table{border-collapse:collapse;font-size:13px}"
    "td,th{padding:2px 10px;border-bottom:1px solid #eee;text-align:left}td.n{text-align:right}"
    "figcaption{font-weight:bold;margin-top:1em}figure{margin:0}";

// Draws what #charts holds; how many were drawn and what went wrong stand in the root element's attributes.
constexpr std::string_view drawing =
    "const root=document.documentElement;root.dataset.drawn=0;root.dataset.errors='';"
    "addEventListener('error',e=>{root.dataset.errors+=e.message+';'});"
    "addEventListener('securitypolicyviolation',e=>{root.dataset.errors+=e.blockedURI+';'});"
    "for(const [id,option] of Object.entries(JSON.parse(document.getElementById('charts').textContent))){"
    "const chart=echarts.init(document.getElementById(id),null,{renderer:'svg'});chart.setOption(option);"
    "addEventListener('resize',()=>chart.resize());root.dataset.drawn++}";

constexpr std::size_t most_html_rows = 200;

std::string html_table(const TextTable& table, const std::string& id) {
  std::string html = "<table><tr>";
  for (const std::string& name : table.header) html += "<th>" + escaped(name) + "</th>";
  html += "</tr>\n";
  for (std::size_t i = 0; i < std::min(table.rows.size(), most_html_rows); ++i) {
    const auto& row = table.rows[i];
    html += "<tr>";
    for (const std::string& cell : row)
      html += (is_number(cell) ? "<td class=\"n\">" : "<td>") + escaped(cell) + "</td>";
    html += "</tr>\n";
  }
  html += "</table>\n";
  if (table.rows.size() > most_html_rows) {
    html +=
        "<p>" + std::to_string(table.rows.size() - most_html_rows) + " more rows are in " + escaped(id) + ".csv.</p>\n";
  }
  return html;
}

std::string chart_id(const Section& section, std::size_t i) { return section.id + "-" + std::to_string(i + 1); }

std::string html(const Page& page) {
  // Nothing is fetched: the page would be told so by an error if it tried.
  std::string text =
      "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'unsafe-inline'; "
      "style-src 'unsafe-inline'; img-src data:\">\n"
      "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" +
      escaped(page.title) + "</title>\n<style>" + std::string(style) + "</style></head>\n<body>\n<h1>" +
      escaped(page.title) + "</h1>\n<p>" + escaped(page.about) + "</p>\n";
  json options = json::object();
  for (const Section& section : page.sections) {
    text += "<section id=\"" + escaped(section.id) + "\">\n<h2>" + escaped(section.title) + "</h2>\n";
    for (const std::string& sentence : section.sentences) text += "<p>" + escaped(sentence) + "</p>\n";
    for (std::size_t i = 0; i < section.charts.size(); ++i) {
      const std::string id = chart_id(section, i);
      text += "<figure><figcaption>" + escaped(section.charts[i].title) + "</figcaption><div class=\"chart\" id=\"" +
              id + "\"></div></figure>\n";
      options[id] = echarts_option(section.charts[i]);
    }
    if (!section.table.rows.empty()) text += html_table(section.table, section.id);
    text += "</section>\n";
  }
  std::string data = options.dump(-1, ' ', false, json::error_handler_t::replace);
  for (std::size_t at = 0; (at = data.find("</", at)) != std::string::npos; at += 3) data.insert(at + 1, "\\");
  return text + "<script type=\"application/json\" id=\"charts\">" + data + "</script>\n<script>" +
         std::string(echarts_script()) + "</script>\n<script>" + std::string(drawing) + "</script>\n</body></html>\n";
}

std::string report(const Page& page) {
  json result{{"title", page.title}, {"about", page.about}, {"sections", json::array()}};
  for (const Section& section : page.sections) {
    json item{
        {"id", section.id}, {"title", section.title}, {"sentences", section.sentences}, {"figures", section.figures}};
    item["charts"] = json::array();
    for (const Chart& chart : section.charts) item["charts"].push_back(chart_json(chart));
    if (!section.table.rows.empty()) item["table"] = {{"header", section.table.header}, {"rows", section.table.rows}};
    result["sections"].push_back(item);
  }
  return result.dump(1, ' ', false, json::error_handler_t::replace) + '\n';
}

}  // namespace

std::string TextTable::text() const {
  std::vector<std::size_t> width;
  for (const std::string& name : header) width.push_back(name.size());
  for (const auto& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) width[i] = std::max(width[i], row[i].size());
  }
  std::string result;
  const auto add = [&](const std::vector<std::string>& cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const bool to_the_right = !rows.empty() && is_number(rows.front()[i]);
      line += fmt::format(fmt::runtime(to_the_right ? "{:>{}}  " : "{:<{}}  "), cells[i], width[i]);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    result += line + '\n';
  };
  add(header);
  for (const auto& row : rows) add(row);
  return result;
}

std::string TextTable::csv() const {
  std::string result;
  const auto add = [&](const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) result += ',';
      if (cells[i].find_first_of(",\"\n") == std::string::npos) {
        result += cells[i];
        continue;
      }
      result += '"';
      for (const char c : cells[i]) result += c == '"' ? std::string("\"\"") : std::string(1, c);
      result += '"';
    }
    result += '\n';
  };
  add(header);
  for (const auto& row : rows) add(row);
  return result;
}

PageFolder::PageFolder(const OutputOptions& options)
    : output_(options.folder, {.force = options.force, .marker = "report.json"}), svg_(options.svg) {}

std::string PageFolder::write(const Page& page, const std::stop_token& stop) {
  const auto put = [&](const std::string& name, const std::string& content) {
    OutputFile file(output_.file(name));
    file.write(content);
    file.close();
  };
  put("report.json", report(page));
  const bool as_page = !echarts_script().empty() && !svg_;
  std::size_t n_charts = 0;
  for (const Section& section : page.sections) {
    if (!section.table.rows.empty()) put(section.id + ".csv", section.table.csv());
    for (std::size_t i = 0; i < section.charts.size(); ++i, ++n_charts) {
      if (!as_page) put(chart_id(section, i) + ".svg", chart_svg(section.charts[i]));
    }
  }
  if (as_page) put("index.html", html(page));
  support::flush_standard_output();
  support::stop_if_asked(stop);
  output_.commit();
  const std::string charts = std::to_string(n_charts) + (n_charts == 1 ? " chart" : " charts");
  if (as_page) return charts + " in " + (output_.target() / "index.html").string();
  return charts + " as SVG and JSON in " + output_.target().string() +
         (svg_ ? "" : " (this program was built without ECharts, which npm brings: there is no HTML page)");
}

}  // namespace retailsim::dynamics
