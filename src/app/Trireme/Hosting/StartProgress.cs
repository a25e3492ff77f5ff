using System.Globalization;

namespace Trireme.Hosting;

/// <summary>Shows the steps of a start, a line a step with the time it took. One step at a time; not thread-safe.</summary>
internal sealed class StartProgress(TextWriter output, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>Time since the start.</summary>
    public TimeSpan Elapsed => time.GetElapsedTime(_start);

    /// <summary>Runs a step and shows its end.</summary>
    /// <param name="name">What is done, such as <c>store</c>.</param>
    /// <param name="step">Does it and says what came of it.</param>
    public async Task StepAsync(string name, Func<Task<string>> step)
    {
        var started = time.GetTimestamp();
        try
        {
            var outcome = await step().ConfigureAwait(false);
            Line("+", name, outcome, time.GetElapsedTime(started));
        }
        catch (Exception error)
        {
            Line("x", name, error.Message, time.GetElapsedTime(started));
            throw;
        }
    }

    /// <summary>Shows something that is not a step.</summary>
    public void Note(string name, string text) => Line("!", name, text, null);

    private void Line(string mark, string name, string text, TimeSpan? took)
    {
        var duration = took is null ? "" : string.Create(CultureInfo.InvariantCulture, $"{took.Value.TotalMilliseconds:F0} ms");
        output.WriteLine($" {mark} {name,-12} {text}{(duration.Length > 0 ? $"  ({duration})" : "")}");
        output.Flush();
    }
}
