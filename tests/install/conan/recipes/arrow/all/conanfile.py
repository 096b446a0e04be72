"""Stands in for Arrow's recipe in a test without network: points at the copy inside the pyarrow wheel."""

import os
import subprocess

from conan import ConanFile


class WheelArrow(ConanFile):
    name = "arrow"
    package_type = "shared-library"
    options = {"parquet": [True, False], "with_zstd": [True, False]}
    default_options = {"parquet": False, "with_zstd": False}

    def package_info(self):
        code = ("import glob, pyarrow as pa; d = pa.get_library_dirs()[0]; print(pa.get_include(), "
                "*[glob.glob(f'{d}/lib{n}.so.[0-9]*')[0] for n in ('arrow', 'parquet')], sep='\\n')")
        python = os.environ["RETAILSIM_PYTHON"]
        include, arrow, parquet = subprocess.run(
            [python, "-c", code], check=True, capture_output=True, text=True).stdout.split("\n")[:3]
        for name, library in (("libarrow", arrow), ("libparquet", parquet)):
            part = self.cpp_info.components[name]
            part.includedirs, part.libdirs, part.bindirs = [include], [], []
            part.system_libs = [library]
        self.cpp_info.components["libparquet"].requires = ["libarrow"]
