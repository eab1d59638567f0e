@echo off
rem Runs Veilgrid from any directory; builds it first where it is missing.
setlocal
set "home=%~dp0"
set "jar=%home%plugin\target\veilgrid.jar"
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"

if not exist "%jar%" goto build
if not exist "%home%plugin\target\lib" goto build
powershell -NoProfile -Command "$jar=(Get-Item -LiteralPath $env:jar).LastWriteTime; $newer=Get-ChildItem -Recurse -File -LiteralPath ('pom.xml','he-kernel','dicom-io','remote','plugin' | ForEach-Object { Join-Path $env:home $_ }) | Where-Object { $_.FullName -notmatch '\\target\\|\\test\\' -and $_.LastWriteTime -gt $jar } | Select-Object -First 1; if ($newer) { exit 1 }"
if errorlevel 1 goto build
goto run

:build
echo veilgrid: building (once; a minute or so) ... 1>&2
pushd "%home%"
call mvn -q -B -DskipTests package 1>&2
if errorlevel 1 (
    popd
    echo veilgrid: the build failed; its messages are above. 1>&2
    exit /b 1
)
popd

:run
"%java%" --add-opens=java.base/java.lang=ALL-UNNAMED %VEILGRID_JAVA_OPTIONS% -cp "%jar%;%home%plugin\target\lib\*" io.github.veilgrid.cli.Main %*
exit /b %errorlevel%
