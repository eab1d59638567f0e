@echo off
rem Runs Veilgrid from any directory; builds what is missing or older than its sources first. Keep its lines ending with
rem CR LF: the command interpreter loses labels otherwise.
setlocal
set "VEILGRID_HOME=%~dp0"
set "VEILGRID_JAR=%VEILGRID_HOME%plugin\target\veilgrid.jar"

set "java=java"
if defined JAVA_HOME goto java_home
where java >nul 2>nul
if errorlevel 1 goto no_java
goto find

:java_home
set "java=%JAVA_HOME%\bin\java"
if exist "%java%.exe" goto find

:no_java
echo veilgrid: Java 17 or later is needed: install a JDK, or set JAVA_HOME to one. 1>&2
exit /b 1

:find
if not exist "%VEILGRID_JAR%" goto build
if not exist "%VEILGRID_HOME%plugin\target\lib" goto build
rem Exit code 3: a source is newer. Without PowerShell what was built is taken as it is.
powershell -NoProfile -Command "$built = (Get-Item -LiteralPath $env:VEILGRID_JAR).LastWriteTime; Set-Location -LiteralPath $env:VEILGRID_HOME; $newer = Get-ChildItem -Recurse -File pom.xml, he-kernel, dicom-io, remote, plugin | Where-Object { $_.LastWriteTime -gt $built -and (Resolve-Path -Relative -LiteralPath $_.FullName) -notmatch '\\(target|test)\\' } | Select-Object -First 1; if ($newer) { exit 3 }" >nul 2>nul
if not "%errorlevel%"=="3" goto run

:build
where mvn >nul 2>nul
if errorlevel 1 (
    echo veilgrid: Maven is needed for the first run: install it and try again. 1>&2
    exit /b 1
)
echo veilgrid: building (once; a minute or so) ... 1>&2
pushd "%VEILGRID_HOME%"
call mvn -q -B -DskipTests package 1>&2
if errorlevel 1 (
    popd
    echo veilgrid: the build failed; its messages are above. 1>&2
    exit /b 1
)
rem A jar that had nothing new to pack keeps its time.
copy /b "plugin\target\veilgrid.jar"+,, "plugin\target\veilgrid.jar" >nul 2>nul
popd

:run
rem Large arrays that live for a moment are what this collector is best at: a job on two cores takes a tenth less time.
set "collector=-XX:+UseParallelGC"
if not defined VEILGRID_JAVA_OPTIONS goto start
set VEILGRID_JAVA_OPTIONS| findstr /r /c:"-XX:+Use[A-Za-z0-9]*GC" >nul
if not errorlevel 1 set "collector="

:start
"%java%" --add-opens=java.base/java.lang=ALL-UNNAMED %collector% %VEILGRID_JAVA_OPTIONS% -cp "%VEILGRID_JAR%;%VEILGRID_HOME%plugin\target\lib\*" io.github.veilgrid.cli.Main %*
exit /b %errorlevel%
