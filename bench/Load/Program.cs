using Trireme.Bench.Load;

try
{
    var options = LoadOptions.Parse(args);
    if (options is null)
    {
        Console.WriteLine(LoadOptions.Help);
        return 0;
    }
    using var stop = new CancellationTokenSource();
    Console.CancelKeyPress += (_, pressed) =>
    {
        pressed.Cancel = true;
        stop.Cancel();
    };
    await LoadRun.RunAsync(options, stop.Token);
    return 0;
}
catch (Exception error) when (error is ArgumentException or IOException or InvalidOperationException)
{
    Console.Error.WriteLine($"load: {error.Message}");
    return 1;
}
