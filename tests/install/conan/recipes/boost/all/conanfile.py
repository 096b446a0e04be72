"""Stands in for Boost's recipe in a test without network: it packages nothing and points at the installed headers."""

from conan import ConanFile


class SystemBoost(ConanFile):
    name = "boost"
    package_type = "header-library"
    options = {"header_only": [True, False]}
    default_options = {"header_only": False}

    def package_info(self):
        headers = self.cpp_info.components["headers"]
        headers.includedirs = headers.libdirs = headers.bindirs = []
        headers.set_property("cmake_target_name", "Boost::headers")
        self.cpp_info.set_property("cmake_file_name", "Boost")
