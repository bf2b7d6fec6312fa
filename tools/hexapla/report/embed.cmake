# Makes the .cpp file behind assets.h from what is in assets/: cmake -DFROM=assets -DTO=assets.cpp -P embed.cmake
file(READ ${FROM}/style.css style)
file(READ ${FROM}/sort.js script)
file(WRITE ${TO} "#include \"hexapla/report/assets.h\"\n\nnamespace hexapla {\n\n"
  "const std::string_view style_sheet = R\"embedded(${style})embedded\";\n"
  "const std::string_view sort_script = R\"embedded(${script})embedded\";\n\n}  // namespace hexapla\n")
