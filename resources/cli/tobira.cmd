@echo off
rem `tobira` on the command line. The app's own program has no console on Windows, so this takes Node.
where /q node
if errorlevel 1 (
  echo tobira: it needs Node 20.19 or newer on PATH. 1>&2
  exit /b 8
)
node "%~dp0..\app.asar.unpacked\dist\cli\index.js" %*
