namespace Trireme;

/// <summary>The program.</summary>
internal static class Program
{
    private static int Main()
    {
        Console.WriteLine(typeof(Program).Assembly.GetName().Version);
        return 0;
    }
}
