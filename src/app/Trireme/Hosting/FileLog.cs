using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Trireme.Hosting;

/// <summary>Writes log lines of warning and worse to standard error, which is the log file of a detached process. Thread-safe.</summary>
/// <typeparam name="T">Who logs.</typeparam>
internal sealed class FileLog<T>(TimeProvider time) : ILogger<T>
{
    private static readonly LogLevel Lowest =
        Enum.TryParse<LogLevel>(Environment.GetEnvironmentVariable("TRIREME_LOG_LEVEL"), ignoreCase: true, out var level) ? level : LogLevel.Warning;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= Lowest;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;
        var text = formatter(state, exception);
        if (exception is not null)
            text += logLevel >= LogLevel.Error ? $": {exception}" : $": {exception.Message}";
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ss.fffZ} {logLevel.ToString().ToLowerInvariant()} {typeof(T).Name}: {text}"));
    }
}
